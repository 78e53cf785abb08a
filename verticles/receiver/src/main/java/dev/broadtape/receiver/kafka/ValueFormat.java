package dev.broadtape.receiver.kafka;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.broadtape.contract.TickCodec;
import java.util.Locale;

/** How a tick stands in Kafka. */
public enum ValueFormat {
    /** A JSON object. */
    JSON,
    /** The SBE message {@code TickMessage}: {@link TickCodec}. */
    SBE;

    /** As in configuration: {@code json}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Not for use by two threads at once. */
    TickValue writer() {
        return this == JSON ? new TickBytes()::encode : new TickCodec()::encode;
    }
}
