package dev.broadtape.ingest.provider;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.broadtape.contract.Fault;
import java.util.Arrays;
import java.util.Locale;

/** How much history to fetch: the newest 100 bars, or all there is. */
public enum OutputSize {
    COMPACT,
    FULL;

    /** As in requests and in Alpha Vantage's own parameter. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static OutputSize of(String label) {
        return Arrays.stream(values())
                .filter(size -> size.label().equals(label))
                .findFirst()
                .orElseThrow(() -> Fault.invalid("must be compact or full, not '%s'".formatted(label)));
    }
}
