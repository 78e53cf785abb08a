package dev.broadtape.receiver.kafka;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a tick stands in Kafka. */
public enum ValueFormat {
    /** A JSON object. */
    JSON,
    /** A tick frame with this one tick, {@code madeMicros} 0. */
    SBE;

    /** As in configuration: {@code json}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Not for use by two threads at once. */
    TickValue writer() {
        return this == JSON ? TickValue.json() : TickValue::sbe;
    }
}
