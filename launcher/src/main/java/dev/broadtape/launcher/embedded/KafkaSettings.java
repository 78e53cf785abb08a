package dev.broadtape.launcher.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The broker's configuration: one node, few partitions of its own, few threads, bounded disk. */
final class KafkaSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final Map<String, Object> INTERNAL_TOPICS = Map.ofEntries(
            Map.entry("auto.create.topics.enable", false),
            Map.entry("default.replication.factor", 1),
            Map.entry("offsets.topic.num.partitions", 4),
            Map.entry("offsets.topic.replication.factor", 1),
            Map.entry("transaction.state.log.num.partitions", 4),
            Map.entry("transaction.state.log.replication.factor", 1),
            Map.entry("transaction.state.log.min.isr", 1),
            Map.entry("share.coordinator.state.topic.num.partitions", 4),
            Map.entry("share.coordinator.state.topic.replication.factor", 1),
            Map.entry("share.coordinator.state.topic.min.isr", 1),
            Map.entry("group.initial.rebalance.delay.ms", 0));

    private static final Map<String, Object> THREADS = Map.ofEntries(
            Map.entry("num.network.threads", 2),
            Map.entry("num.io.threads", 4),
            Map.entry("background.threads", 2),
            Map.entry("num.replica.fetchers", 1),
            Map.entry("num.recovery.threads.per.data.dir", 2),
            Map.entry("group.coordinator.threads", 1),
            Map.entry("share.coordinator.threads", 1));

    /** Retention and segment bytes are for each partition; a clean-up buffer of 4 MiB remembers 170,000 keys. */
    private static final Map<String, Object> DISK = Map.of(
            "log.segment.bytes", 64 << 20,
            "log.index.size.max.bytes", 1 << 20,
            "log.retention.hours", 24,
            "log.retention.bytes", 512L << 20,
            "log.cleaner.dedupe.buffer.size", 4L << 20,
            "metadata.log.segment.bytes", 16 << 20,
            "metadata.max.retention.bytes", 64L << 20,
            "metadata.max.idle.interval.ms", 5_000);

    /** How long the controller takes a killed broker for alive, and so how long its successor waits at start. */
    private static final Map<String, Object> SESSION =
            Map.of("broker.session.timeout.ms", 2_000, "broker.heartbeat.interval.ms", 250);

    private KafkaSettings() {}

    static Map<String, Object> of(Path folder, String host, int port, int controllerPort) {
        String broker = "BROKER://%s:%d".formatted(host, port);
        String controller = "%s:%d".formatted(host, controllerPort);
        Map<String, Object> settings = new HashMap<>(INTERNAL_TOPICS);
        settings.putAll(THREADS);
        settings.putAll(DISK);
        settings.putAll(SESSION);
        settings.put("node.id", NODE_ID);
        settings.put("process.roles", "broker,controller");
        settings.put("log.dirs", folder.toString());
        settings.put("listeners", "%s,%s://%s".formatted(broker, CONTROLLER, controller));
        settings.put("advertised.listeners", broker);
        settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "BROKER");
        settings.put("controller.listener.names", CONTROLLER);
        settings.put("controller.quorum.voters", "%d@%s".formatted(NODE_ID, controller));
        settings.replaceAll((key, value) -> value.toString());
        return settings;
    }
}
