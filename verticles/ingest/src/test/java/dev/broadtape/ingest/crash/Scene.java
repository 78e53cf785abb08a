package dev.broadtape.ingest.crash;

import static dev.broadtape.contract.Contract.PUBLISH_EVENTS;

import dev.broadtape.contract.EventBatch;
import dev.broadtape.ingest.IngestVerticle;
import dev.broadtape.ingest.Rig;
import dev.broadtape.ingest.Waiting;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.RedisConfig;
import dev.broadtape.kit.config.Secret;
import dev.broadtape.kit.config.SecurityConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** An ingest host that fetches one configured symbol and does what jobs it finds. */
final class Scene {
    /** Together with one of a job it is enough for a tape. */
    static final List<String> SYMBOLS = List.of("IBM");

    static final int THRESHOLD = 2;

    private Scene() {}

    static void play(
            Vertx vertx,
            int mongoPort,
            int redisPort,
            String database,
            Function<EventBatch, Future<EventBatch.Receipt>> bridge)
            throws IOException {
        Waiting.await(PUBLISH_EVENTS.answerWith(vertx.eventBus(), bridge).completion());
        var node = new Node(
                "host", "127.0.0.1", "test", Clock.systemUTC(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        Waiting.await(vertx.deployVerticle(new IngestVerticle(
                node,
                Rig.history(freePort(), SYMBOLS),
                THRESHOLD,
                new MongoConfig(true, mongoPort, new Secret(""), database),
                new RedisConfig(true, redisPort, new Secret("")),
                SecurityConfig.NONE)));
    }

    /** Not from the test's servers, which a process that is killed must not start. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
