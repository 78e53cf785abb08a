package dev.broadtape.launcher.config;

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

/**
 * The whole configuration, checked.
 *
 * @param verticles that this process runs; the sections of the others hold their defaults
 */
public record Settings(
        Set<String> verticles,
        NodeConfig node,
        Optional<ClusterConfig> cluster,
        MongoConfig mongo,
        RedisConfig redis,
        KafkaConfig kafka,
        AccumuloConfig accumulo,
        SnsConfig sns,
        SecurityConfig security,
        IngestConfig ingest,
        DriverConfig driver,
        ReceiverConfig receiver,
        DashboardConfig dashboard,
        BridgeConfig bridge) {}
