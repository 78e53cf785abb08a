package dev.broadtape.kit.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * The {@code sns} section.
 *
 * @param embedded start an endpoint of our own; otherwise {@code bridge.sns} says where SNS is
 * @param host that the embedded endpoint binds to: it asks nobody for a password, so keep it on loopback or a private network
 * @param port of the embedded endpoint
 */
public record SnsConfig(
        boolean embedded,
        @NotBlank String host,
        @Min(1) @Max(65_535) int port) {
    public SnsConfig(boolean embedded, int port) {
        this(embedded, "127.0.0.1", port);
    }
}
