package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.kafka.admin.ClusterDescription;
import io.vertx.kafka.admin.KafkaAdminClient;
import io.vertx.kafka.admin.NewTopic;
import io.vertx.kafka.admin.TopicDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** Sees to it that our topics are there, with as many partitions as we have. For one context. */
public final class Topics {
    private static final int REPLICAS = 3;
    private static final long CLOSE_MILLIS = 500;
    private static final String MIB = Integer.toString(1024 * 1024);

    private final Vertx vertx;
    private final Stream stream;
    private final List<String> names;
    /** Whose partitions are nobody's concern. */
    private final List<String> others;

    private @Nullable Future<KafkaAdminClient> admin;

    public Topics(Vertx vertx, Stream stream) {
        this.vertx = vertx;
        this.stream = stream;
        this.names = List.of(stream.config().topic(), stream.config().positionsTopic());
        this.others = new ArrayList<>(stream.config().send().topics());
        others.add(stream.config().send().failedTopic());
    }

    /**
     * Creates what is missing. Fails when Kafka is away, when a topic has another number of partitions, or when
     * somebody else was quicker to create one: the next call looks at it. Fails also as long as a schema is to be registered.
     */
    public Future<Void> ensure() {
        return stream.schemas()
                .ensure(vertx)
                .compose(v -> admin())
                .compose(client -> client.listTopics().compose(present -> ensure(client, present)));
    }

    /** What was only just created is right, and perhaps not known to every broker yet. */
    private Future<Void> ensure(KafkaAdminClient client, Set<String> present) {
        return client.describeTopics(names.stream().filter(present::contains).toList())
                .map(Topics::check)
                .compose(v -> create(client, missing(names, present)))
                .compose(v -> create(client, missing(others, present)));
    }

    private static List<String> missing(List<String> names, Set<String> present) {
        return names.stream().filter(name -> !present.contains(name)).toList();
    }

    /** A name server may be asked for the brokers, so not on the event loop. */
    private Future<KafkaAdminClient> admin() {
        if (admin == null || admin.failed()) {
            admin = vertx.executeBlocking(
                    () -> KafkaAdminClient.create(vertx, ClientSettings.admin(stream.bootstrapServers())), false);
        }
        return admin;
    }

    private Future<Void> create(KafkaAdminClient client, List<String> missing) {
        if (missing.isEmpty()) {
            return Future.succeededFuture();
        }
        return client.describeCluster()
                .map(cluster ->
                        missing.stream().map(name -> topic(name, cluster)).toList())
                .compose(client::createTopics);
    }

    private NewTopic topic(String name, ClusterDescription cluster) {
        int replicas = Math.min(REPLICAS, cluster.getNodes().size());
        return new NewTopic(name, Contract.PARTITIONS, (short) replicas).setConfig(settings(name));
    }

    private Map<String, String> settings(String name) {
        if (others.contains(name)) {
            return name.equals(stream.config().send().failedTopic()) ? roomy() : Map.of();
        }
        return name.equals(stream.config().topic()) ? kept() : compacted();
    }

    /** Room for what was too large elsewhere, and for its headers. */
    private static Map<String, String> roomy() {
        return Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(ClientSettings.MOST_SENT_BYTES));
    }

    private Map<String, String> kept() {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(stream.config().retention().toMillis()),
                TopicConfig.RETENTION_BYTES_CONFIG,
                Long.toString(stream.config().retentionBytes()));
    }

    /** Small segments, compacted soon: opening a partition reads all that is left. */
    private static Map<String, String> compacted() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                MIB,
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.1");
    }

    private static @Nullable Void check(Map<String, TopicDescription> topics) {
        topics.forEach((name, topic) -> {
            int partitions = topic.getPartitions().size();
            if (partitions != Contract.PARTITIONS) {
                throw Fault.unavailable(
                        "topic %s has %d partitions, not %d".formatted(name, partitions, Contract.PARTITIONS));
            }
        });
        return null;
    }

    public Future<Void> close() {
        return admin == null ? Future.succeededFuture() : admin.compose(client -> client.close(CLOSE_MILLIS));
    }
}
