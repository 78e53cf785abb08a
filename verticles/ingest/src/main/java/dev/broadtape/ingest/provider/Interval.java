package dev.broadtape.ingest.provider;

import dev.broadtape.contract.Fault;
import java.util.Arrays;

/** How long an intraday bar lasts. */
public enum Interval {
    ONE_MINUTE("1min"),
    FIVE_MINUTES("5min"),
    FIFTEEN_MINUTES("15min"),
    THIRTY_MINUTES("30min"),
    ONE_HOUR("60min");

    private final String label;

    Interval(String label) {
        this.label = label;
    }

    /** As in requests and in Alpha Vantage's own parameter. */
    public String label() {
        return label;
    }

    public static Interval of(String label) {
        return Arrays.stream(values())
                .filter(interval -> interval.label.equals(label))
                .findFirst()
                .orElseThrow(() -> Fault.invalid("must be 1min, 5min, 15min, 30min or 60min, not '" + label + "'"));
    }
}
