package dev.broadtape.launcher;

import com.hazelcast.config.Config;
import com.hazelcast.config.MultiMapConfig;
import dev.broadtape.launcher.config.ClusterConfig;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;

/**
 * Hazelcast as the cluster manager: TCP members by name, one host for it and the event bus, no multicast.
 *
 * <p>Its port carries membership and subscriptions in plain text and lets whoever reaches it join: keep it on loopback or a
 * private network.
 */
final class Cluster {
    private static final int HEARTBEAT_SECONDS = 1;
    private static final int NO_HEARTBEAT_SECONDS = 5;

    private Cluster() {}

    static ClusterManager manager(ClusterConfig cluster, String host) {
        var config = new Config();
        config.setClusterName(cluster.name());
        config.setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.heartbeat.interval.seconds", String.valueOf(HEARTBEAT_SECONDS))
                .setProperty("hazelcast.max.no.heartbeat.seconds", String.valueOf(NO_HEARTBEAT_SECONDS));
        network(config, cluster, host);
        vertxStructures(config);
        return new HazelcastClusterManager(config);
    }

    private static void network(Config config, ClusterConfig cluster, String host) {
        var network = config.getNetworkConfig().setPort(cluster.port()).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).addInterface(host);
        var join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
    }

    /** What Vert.x keeps in Hazelcast, as its own default configuration has it. */
    private static void vertxStructures(Config config) {
        config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
                .setBackupCount(1)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        config.getMapConfig("__vertx.haInfo").setBackupCount(1);
        config.getMapConfig("__vertx.nodeInfo").setBackupCount(1);
    }
}
