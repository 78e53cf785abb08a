package dev.broadtape.ingest;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** One MongoDB-wire server and one Redis for all tests of this JVM; each test has a database name of its own. */
final class Servers {
    static final int MONGO_PORT = mongo();
    static final int REDIS_PORT = redis();

    private Servers() {}

    private static int mongo() {
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

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
