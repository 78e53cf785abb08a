package dev.broadtape.kit.config;

import io.vertx.core.json.JsonObject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/**
 * The {@code mongo} section.
 *
 * @param embedded start a server of our own
 * @param host that the embedded server binds to: it asks nobody for a password, so keep it on loopback or a private network
 * @param port of the embedded server
 * @param uri where the server is when it is not embedded; a secret, since it may hold a password
 * @param database the name of ours
 */
public record MongoConfig(
        boolean embedded,
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,
        Secret uri,
        @NotBlank String database) {
    private static final int WAIT_MILLIS = 2_000;
    private static final int MAX_CONNECTIONS = 16;

    public MongoConfig(boolean embedded, int port, Secret uri, String database) {
        this(embedded, "127.0.0.1", port, uri, database);
    }

    /** What a client connects to. */
    public Secret address() {
        return embedded ? new Secret("mongodb://%s:%d".formatted(host, port)) : uri;
    }

    /**
     * What the Vert.x client is made from: it waits for two seconds for a server and for a free connection.
     *
     * @param longest that one command may take
     */
    public JsonObject clientOptions(Duration longest) {
        return new JsonObject()
                .put("connection_string", address().reveal())
                .put("db_name", database)
                .put("serverSelectionTimeoutMS", WAIT_MILLIS)
                .put("connectTimeoutMS", WAIT_MILLIS)
                .put("waitQueueTimeoutMS", WAIT_MILLIS)
                .put("socketTimeoutMS", (int) longest.toMillis())
                .put("maxPoolSize", MAX_CONNECTIONS);
    }
}
