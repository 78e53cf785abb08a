package dev.broadtape.bridge;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * An SNS server that others wrote, in a process of its own, and AWS's client for it. While it runs, AWS's default chain
 * finds credentials, which the server believes as they are.
 */
final class Peer implements AutoCloseable {
    private static final Path PEERS = Path.of(System.getProperty("broadtape.peers", "../../.peers"));
    private static final String SERVE =
            Path.of("../../src/test/peers/serve.py").toAbsolutePath().toString();

    final String url;
    final SnsClient client;
    private final Process server;

    private Peer(Process server, String url) {
        this.server = server;
        this.url = url;
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        this.client = SnsClient.builder()
                .endpointOverride(URI.create(url))
                .region(Region.US_EAST_1)
                .build();
    }

    /** Leaves the test out where {@code src/test/install-peers} has not installed the server. */
    static Peer start(String name, Path folder) throws IOException {
        Path python = PEERS.resolve(name).resolve("bin/python").toAbsolutePath();
        assumeTrue(Files.isExecutable(python), "there is no " + name + ": src/test/install-peers installs it");
        int port = Fixtures.freePort();
        Process server = new ProcessBuilder(python.toString(), SERVE, name, String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        var peer = new Peer(server, "http://127.0.0.1:" + port);
        await(name)
                .atMost(Fixtures.PATIENCE)
                .ignoreExceptionsInstanceOf(SdkException.class)
                .until(() -> {
                    peer.client.listTopics();
                    return true;
                });
        return peer;
    }

    /** With their subscriptions. */
    void forgetTopics() {
        client.listTopics().topics().forEach(topic -> client.deleteTopic(delete -> delete.topicArn(topic.topicArn())));
    }

    @Override
    public void close() {
        client.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        server.destroyForcibly().onExit().join();
    }
}
