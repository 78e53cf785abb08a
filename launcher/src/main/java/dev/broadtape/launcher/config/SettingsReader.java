package dev.broadtape.launcher.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.broadtape.bridge.BridgeConfig;
import dev.broadtape.dashboard.DashboardConfig;
import dev.broadtape.driver.DriverConfig;
import dev.broadtape.ingest.IngestConfig;
import dev.broadtape.kit.config.AccumuloConfig;
import dev.broadtape.kit.config.KafkaConfig;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.RedisConfig;
import dev.broadtape.kit.config.SecurityConfig;
import dev.broadtape.kit.config.SnsConfig;
import dev.broadtape.receiver.ReceiverConfig;
import java.util.Optional;
import java.util.Set;

/** Binds every section of the merged tree, so that the mistakes of all are found. */
final class SettingsReader {
    private final ObjectNode merged;
    private final Binder binder;
    private final Problems problems;

    SettingsReader(ObjectNode merged, Binder binder, Problems problems) {
        this.merged = merged;
        this.binder = binder;
        this.problems = problems;
    }

    /** Throws a {@link ConfigException} when a section has mistakes. */
    Settings read(Set<String> verticles, boolean clustered) {
        var node = bind("node", NodeConfig.class);
        var cluster = bind("cluster", ClusterConfig.class);
        var mongo = bind("mongo", MongoConfig.class);
        var redis = bind("redis", RedisConfig.class);
        var kafka = bind("kafka", KafkaConfig.class);
        var accumulo = bind("accumulo", AccumuloConfig.class);
        var sns = bind("sns", SnsConfig.class);
        var security = bind("security", SecurityConfig.class);
        var ingest = bind("ingest", IngestConfig.class);
        var driver = bind("driver", DriverConfig.class);
        var receiver = bind("receiver", ReceiverConfig.class);
        var dashboard = bind("dashboard", DashboardConfig.class);
        var bridge = bind("bridge", BridgeConfig.class);
        problems.throwIfAny();
        return new Settings(
                verticles,
                node.orElseThrow(),
                cluster.filter(c -> clustered),
                mongo.orElseThrow(),
                redis.orElseThrow(),
                kafka.orElseThrow(),
                accumulo.orElseThrow(),
                sns.orElseThrow(),
                security.orElseThrow(),
                ingest.orElseThrow(),
                driver.orElseThrow(),
                receiver.orElseThrow(),
                dashboard.orElseThrow(),
                bridge.orElseThrow());
    }

    private <T> Optional<T> bind(String section, Class<T> type) {
        ObjectNode tree =
                merged.get(section) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return binder.bind(section, tree, type);
    }
}
