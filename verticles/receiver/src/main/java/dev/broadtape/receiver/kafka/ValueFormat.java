package dev.broadtape.receiver.kafka;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.broadtape.contract.TickCodec;
import java.util.Locale;
import java.util.function.IntSupplier;

/** How a tick stands in Kafka. */
public enum ValueFormat {
    /** A JSON object. */
    JSON,
    /** The SBE message {@code TickMessage}: {@link TickCodec}. */
    SBE,
    /** By the schema {@code avro/tick.avsc}, after a magic byte and the id that a schema registry has for it. */
    AVRO;

    /** As in configuration: {@code json}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Not for use by two threads at once.
     *
     * @param schemaId of Avro values
     */
    TickValue writer(IntSupplier schemaId) {
        return switch (this) {
            case JSON -> new TickBytes()::encode;
            case SBE -> new TickCodec()::encode;
            case AVRO -> new AvroBytes(schemaId)::encode;
        };
    }
}
