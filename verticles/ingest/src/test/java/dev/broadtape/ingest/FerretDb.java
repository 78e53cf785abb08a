package dev.broadtape.ingest;

import static dev.broadtape.ingest.Waiting.eventually;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Puts FerretDB, with SQLite below it, in the place of the embedded server for the tests of a class. They are left out
 * where {@code src/test/install-peers} has not built it.
 */
public final class FerretDb implements BeforeAllCallback, AfterAllCallback {
    private static final Path PROGRAM =
            Path.of(System.getProperty("broadtape.peers", "../../.peers"), "ferretdb", "ferretdb");

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(Files.isExecutable(PROGRAM), "there is no FerretDB: src/test/install-peers builds it");
        Servers.useMongo(Running.PORT);
        eventually(() -> listens(Running.PORT));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Servers.useMongo(Servers.MONGO_PORT);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The one of this JVM. It ends when its standard input does, so it ends with the JVM. */
    private static final class Running {
        private static final int PORT = start();

        private static int start() {
            try {
                int port = Servers.freePort();
                Path folder = Files.createTempDirectory("ferretdb");
                var command = new ProcessBuilder(PROGRAM.toString(), "127.0.0.1:" + port, folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile());
                command.environment().put("GOMEMLIMIT", "512MiB");
                Process server = command.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
                return port;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(Process server, Path folder) {
            server.destroyForcibly().onExit().join();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
