package dev.broadtape.receiver;

import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.AccumuloConfig;
import dev.broadtape.kit.config.KafkaConfig;
import dev.broadtape.kit.config.Secret;
import dev.broadtape.kit.config.SecurityConfig;
import dev.broadtape.receiver.candle.CandleConfig;
import dev.broadtape.receiver.kafka.SchemaRegistryConfig;
import dev.broadtape.receiver.kafka.SendConfig;
import dev.broadtape.receiver.kafka.Stream;
import dev.broadtape.receiver.kafka.StreamConfig;
import dev.broadtape.receiver.kafka.ValueFormat;
import dev.broadtape.receiver.ws.SocketConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Receivers of one topic, each deployed in a Vertx of its own or in one that is given. */
final class Receivers {
    static final SocketConfig SOCKETS =
            new SocketConfig(Duration.ofMillis(100), 100, 10, 10, 1_000, Duration.ofSeconds(10), List.of());
    private static final AccumuloConfig ACCUMULO =
            new AccumuloConfig("none", "127.0.0.1:1", "nobody", new Secret(""), "none", "none.jar");

    final String topic = "ticks-" + UUID.randomUUID();
    final int port = Broker.freePort();
    private final int kafkaPort;

    Receivers(int kafkaPort) {
        this.kafkaPort = kafkaPort;
    }

    /** Deploys one and returns its deployment id. */
    String deploy(Vertx vertx, Path data, int httpPort) {
        return deploy(vertx, "test-1", data, httpPort);
    }

    String deploy(Vertx vertx, String name, Path data, int httpPort) {
        return deploy(vertx, name, data, httpPort, streamConfig());
    }

    /** Deploys one of another stream. */
    String deploy(Vertx vertx, String name, Path data, int httpPort, StreamConfig stream) {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var node = new Node(name, "127.0.0.1", "0", Clock.systemUTC(), metrics);
        var kafka = new KafkaConfig(true, kafkaPort, "unused:9092");
        return vertx.deployVerticle(new ReceiverVerticle(
                        node, config(httpPort, stream), kafka, ACCUMULO, SecurityConfig.NONE, data))
                .await();
    }

    /** What they write to. */
    Stream stream() {
        return new Stream("127.0.0.1:" + kafkaPort, streamConfig());
    }

    private StreamConfig streamConfig() {
        return streamConfig(ValueFormat.JSON, SchemaRegistryConfig.NONE);
    }

    StreamConfig streamConfig(ValueFormat format, SchemaRegistryConfig registry) {
        return new StreamConfig(
                topic,
                format,
                topic + "-positions",
                "system-events",
                Duration.ofHours(24),
                64L << 20,
                registry,
                new SendConfig(List.of("broadtape-messages"), topic + "-failed"));
    }

    private static ReceiverConfig config(int httpPort, StreamConfig stream) {
        return new ReceiverConfig(
                httpPort,
                ReceiverConfig.Store.EMBEDDED,
                false,
                Duration.ofDays(7),
                1L << 30,
                true,
                new CandleConfig(
                        stream.topic() + "-candles", Duration.ofDays(1), Duration.ofDays(90), Duration.ofDays(3_650)),
                stream,
                SOCKETS);
    }
}
