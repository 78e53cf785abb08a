package dev.broadtape.launcher.embedded;

/** A server that this process starts for itself before the first verticle. Blocking: never on an event loop. */
public interface EmbeddedService extends AutoCloseable {
    /** As in the configuration: kafka, mongo, redis, sns. */
    String name();

    /** Returns when the server accepts connections. */
    void start() throws Exception;

    /** What a client is told: bootstrap servers, a mongodb:// or redis:// URI. */
    String address();

    /** Flushes and stops; safe to call twice and before start. */
    @Override
    void close();
}
