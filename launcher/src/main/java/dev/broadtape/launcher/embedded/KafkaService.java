package dev.broadtape.launcher.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Kafka broker in this process: one KRaft node that is broker and controller at once. */
public final class KafkaService implements EmbeddedService {
    private static final Logger log = LoggerFactory.getLogger(KafkaService.class);

    private final Path folder;
    private final String host;
    private final int port;
    private @Nullable KafkaRaftServer server;

    public KafkaService(Path folder, String host, int port) {
        this.folder = folder.toAbsolutePath().normalize();
        this.host = host;
        this.port = port;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String address() {
        return host + ":" + port;
    }

    @Override
    public synchronized void start() throws Exception {
        Ports.requireFree(name(), host, port);
        keepTheProcessAlive();
        Files.createDirectories(folder);
        format();
        var config = new KafkaConfig(KafkaSettings.of(folder, host, port, Ports.free(host)), false);
        server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
        } catch (Throwable e) {
            close();
            throw e;
        }
        log.info("kafka listens on {}, data in {}", address(), folder);
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    /**
     * The folder gets its cluster id once: {@code meta.properties} is the last file that formatting writes. Without eligible
     * leader replicas, a lone broker that was killed leads its partitions again by an ordinary election, not an unclean one.
     */
    private void format() throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(KafkaSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName(KafkaSettings.CONTROLLER)
                .setFeatureLevel("eligible.leader.replicas.version", (short) 0)
                .run();
    }

    /** A broker that gives up would end the JVM, and every verticle with it. */
    private static void keepTheProcessAlive() {
        Exit.setExitProcedure(KafkaService::gaveUp);
        Exit.setHaltProcedure(KafkaService::gaveUp);
    }

    private static void gaveUp(int status, @Nullable String message) {
        log.error("the embedded kafka broker gave up with status {}: {}", status, message);
        throw new IllegalStateException("the embedded kafka broker gave up");
    }
}
