package dev.broadtape.kit.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * The {@code mongo} section.
 *
 * @param embedded start a server of our own on loopback
 * @param port of the embedded server
 * @param uri where the server is when it is not embedded; a secret, since it may hold a password
 * @param database the name of ours
 */
public record MongoConfig(
        boolean embedded,
        @Min(1) @Max(65_535) int port,
        Secret uri,
        @NotBlank String database) {
    /** What a client connects to. */
    public Secret address() {
        return embedded ? new Secret("mongodb://127.0.0.1:" + port) : uri;
    }
}
