package dev.broadtape.receiver.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.broadtape.receiver.Broker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Apicurio Registry, which others wrote, in a process of its own with its store in memory. Its tests are left out where
 * {@code src/test/install-peers} has not installed it.
 */
final class Apicurio implements AutoCloseable {
    private static final Path PROGRAM =
            Path.of(System.getProperty("broadtape.peers", "../../.peers"), "apicurio", "registry.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final int port = Broker.freePort();
    private final Process server;

    Apicurio() {
        assumeTrue(Files.exists(PROGRAM), "there is no Apicurio Registry: src/test/install-peers installs it");
        try {
            Path log = Files.createTempFile("apicurio-", ".log");
            server = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
            await().atMost(PATIENCE).until(() -> Files.readString(log).contains("Listening on"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                PROGRAM.toString());
    }

    String url() {
        return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(port);
    }

    @Override
    public void close() {
        server.destroyForcibly().onExit().join();
    }
}
