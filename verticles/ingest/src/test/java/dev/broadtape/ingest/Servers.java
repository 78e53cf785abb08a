package dev.broadtape.ingest;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** One MongoDB-wire server and one Redis for all tests of this JVM; each test has a database name of its own. */
public final class Servers {
    public static final int MONGO_PORT = mongo();
    public static final int REDIS_PORT = redis();

    private static volatile int mongoPort = MONGO_PORT;

    private Servers() {}

    /** Of the server that tests use now, which is that of {@link #MONGO_PORT} unless a test has put another there. */
    public static int mongoPort() {
        return mongoPort;
    }

    static void useMongo(int port) {
        mongoPort = port;
    }

    /** Another server of the protocol can take its place, by the environment variable {@code TEST_MONGO_PORT}. */
    private static int mongo() {
        String other = System.getenv("TEST_MONGO_PORT");
        return other == null ? embedded() : Integer.parseInt(other);
    }

    private static int embedded() {
        var server = new MongoServer(new MemoryBackend());
        int port = server.bind().getPort();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        return port;
    }

    private static int redis() {
        try {
            int port = freePort();
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
