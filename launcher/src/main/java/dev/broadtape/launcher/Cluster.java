package dev.broadtape.launcher;

import com.hazelcast.config.AwsConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.spi.exception.RetryableHazelcastException;
import dev.broadtape.launcher.config.ClusterConfig;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Hazelcast as the cluster manager: members by name or by EC2 tag, one host for it and the event bus, no multicast. It says who
 * is there and who listens to which address, and nothing else: which receiver owns a partition and which driver the tape is
 * decided elsewhere.
 *
 * <p>A node whose process dies is noticed by its closed sockets, at once; one that freezes or whose network is cut, by
 * its missing heartbeats. Its port carries membership and subscriptions in plain text and lets whoever reaches it join: keep it
 * on loopback or a private network.
 */
final class Cluster {
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    /** Shorter, and a node that is only starved of a processor is thrown out. */
    private static final Duration NO_HEARTBEAT = Duration.ofSeconds(3);
    /** How soon two halves that see each other again become one; Hazelcast's own values are minutes. */
    private static final Duration MERGE = Duration.ofSeconds(3);
    /**
     * Twice this long a look-up waits for a member that does not answer, and so long a move of data for one that is frozen or has
     * died. Hazelcast's own values make two minutes of the one and five of the other, in which nobody can join or be found.
     */
    private static final Duration CALL = Duration.ofSeconds(5);
    /** And so often it is tried again where the member is unknown, with this pause; Hazelcast's values make two minutes, too. */
    private static final int RETRIES = 20;

    private static final Duration RETRY = Duration.ofMillis(250);
    /** How long a node that leaves waits for its data to move: others may be leaving or starting too, and then it never does. */
    private static final Duration LEAVE = Duration.ofSeconds(2);
    /** How long a new master waits for the others' word, of whom some may be dead. */
    private static final Duration CLAIM = Duration.ofSeconds(10);
    /** The few addresses there are need no more, and each change of members moves fewer. All nodes must agree. */
    private static final int HAZELCAST_PARTITIONS = 11;
    /** How long a connection of the event bus may be silent, and then not answer. */
    private static final Duration PING = Duration.ofSeconds(1);

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Where Vert.x keeps who listens to which address. */
    static final String SUBSCRIPTIONS = "__vertx.subs";

    /** Hazelcast's most. */
    private static final int COPIES = 6;

    private Cluster() {}

    static ClusterManager manager(ClusterConfig cluster, String host) {
        return new RepairingClusterManager(config(cluster, host));
    }

    /** A connection to a dead host ends soon, and with it what waits to be written to it. */
    static EventBusOptions eventBus(String host) {
        return new EventBusOptions()
                .setHost(host)
                .setClusterPingInterval(PING.toMillis())
                .setClusterPingReplyInterval(PING.toMillis())
                .setConnectTimeout((int) CONNECT.toMillis());
    }

    /** Whether a start failed only because members came or went meanwhile. */
    static boolean changing(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof RetryableHazelcastException || cause instanceof OperationTimeoutException);
    }

    static Config config(ClusterConfig cluster, String host) {
        var config = new Config();
        config.setClusterName(cluster.name());
        config.setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.heartbeat.interval.seconds", seconds(HEARTBEAT))
                .setProperty("hazelcast.max.no.heartbeat.seconds", seconds(NO_HEARTBEAT))
                .setProperty("hazelcast.partition.count", Integer.toString(HAZELCAST_PARTITIONS))
                .setProperty("hazelcast.partition.table.send.interval", seconds(HEARTBEAT))
                .setProperty("hazelcast.mastership.claim.timeout.seconds", seconds(CLAIM))
                .setProperty("hazelcast.partition.migration.timeout", seconds(CALL))
                .setProperty("hazelcast.graceful.shutdown.max.wait", seconds(LEAVE))
                .setProperty("hazelcast.invocation.max.retry.count", Integer.toString(RETRIES))
                .setProperty("hazelcast.invocation.retry.pause.millis", Long.toString(RETRY.toMillis()))
                .setProperty("hazelcast.operation.call.timeout.millis", Long.toString(CALL.toMillis()))
                .setProperty("hazelcast.merge.first.run.delay.seconds", seconds(MERGE))
                .setProperty("hazelcast.merge.next.run.delay.seconds", seconds(MERGE));
        network(config, cluster, host);
        vertxStructures(config);
        return config;
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    private static void network(Config config, ClusterConfig cluster, String host) {
        var network = config.getNetworkConfig().setPort(cluster.port()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(host);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        switch (cluster.discovery()) {
            case TCP ->
                join.getTcpIpConfig()
                        .setEnabled(true)
                        .setConnectionTimeoutSeconds((int) CONNECT.toSeconds())
                        .setMembers(cluster.members());
            case AWS -> byTag(join.getAwsConfig(), cluster);
        }
    }

    private static void byTag(AwsConfig config, ClusterConfig cluster) {
        ClusterConfig.Aws aws = cluster.aws();
        config.setEnabled(true)
                .setProperty("region", aws.region())
                .setProperty("tag-key", aws.tagKey())
                .setProperty("tag-value", aws.tagValue())
                .setProperty("hz-port", Integer.toString(cluster.port()));
        if (!aws.endpoint().isEmpty()) {
            config.setProperty("host-header", aws.endpoint());
        }
    }

    /** What Vert.x keeps in Hazelcast, on every node of a small cluster, so that no two deaths lose an address. */
    private static void vertxStructures(Config config) {
        config.addMultiMapConfig(new MultiMapConfig(SUBSCRIPTIONS)
                .setBackupCount(COPIES)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        config.getMapConfig("__vertx.haInfo").setBackupCount(COPIES);
        config.getMapConfig("__vertx.nodeInfo").setBackupCount(COPIES).setReadBackupData(true);
    }
}
