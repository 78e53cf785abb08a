package dev.broadtape.kit.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * The {@code redis} section.
 *
 * @param embedded start a server of our own on loopback
 * @param port of the embedded server
 * @param uri where the server is when it is not embedded; a secret, since it may hold a password
 */
public record RedisConfig(
        boolean embedded, @Min(1) @Max(65_535) int port, Secret uri) {
    /** What a client connects to. */
    public Secret address() {
        return embedded ? new Secret("redis://127.0.0.1:" + port) : uri;
    }
}
