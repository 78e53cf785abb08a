package dev.broadtape.bridge;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real broker in this process, which is its own controller. */
final class KafkaBroker implements AutoCloseable {
    private static final int NODE_ID = 1;

    private final Map<String, String> settings = new HashMap<>();
    private final KafkaRaftServer server;

    private KafkaBroker(Path folder, int port, int controllerPort) {
        String broker = "BROKER://127.0.0.1:" + port;
        String controller = "127.0.0.1:" + controllerPort;
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put("process.roles", "broker,controller");
        settings.put("log.dirs", folder.toString());
        settings.put("listeners", broker + ",CONTROLLER://" + controller);
        settings.put("advertised.listeners", broker);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("default.replication.factor", "1");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    }

    /** Starts on a folder that is empty or was an earlier broker's. */
    static KafkaBroker start(Path folder, int port) throws Exception {
        if (!folder.resolve("meta.properties").toFile().exists()) {
            format(folder);
        }
        var broker = new KafkaBroker(folder, port, Fixtures.freePort());
        broker.server.startup();
        return broker;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path folder) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName("CONTROLLER")
                .run();
    }
}
