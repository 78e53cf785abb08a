package dev.broadtape.kit.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * The {@code redis} section.
 *
 * @param embedded start a server of our own
 * @param host that the embedded server binds to: it asks nobody for a password, so keep it on loopback or a private network
 * @param port of the embedded server
 * @param uri where the server is when it is not embedded; a secret, since it may hold a password
 */
public record RedisConfig(
        boolean embedded,
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,
        Secret uri) {
    public RedisConfig(boolean embedded, int port, Secret uri) {
        this(embedded, "127.0.0.1", port, uri);
    }

    /** What a client connects to. */
    public Secret address() {
        return embedded ? new Secret("redis://%s:%d".formatted(host, port)) : uri;
    }
}
