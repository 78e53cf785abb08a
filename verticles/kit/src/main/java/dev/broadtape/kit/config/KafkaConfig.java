package dev.broadtape.kit.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * The {@code kafka} section.
 *
 * @param embedded start a broker of our own
 * @param host that the embedded broker binds to: it asks nobody for a password, so keep it on loopback or a private network
 * @param port of the embedded broker
 * @param bootstrapServers where the brokers are when not embedded
 */
public record KafkaConfig(
        boolean embedded,
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,
        @NotBlank String bootstrapServers) {
    public KafkaConfig(boolean embedded, int port, String bootstrapServers) {
        this(embedded, "127.0.0.1", port, bootstrapServers);
    }

    /** What a client connects to. */
    public String address() {
        return embedded ? host + ":" + port : bootstrapServers;
    }
}
