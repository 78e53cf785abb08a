package dev.broadtape.launcher;

import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Pause;
import dev.broadtape.launcher.Catalogue.Entry;
import dev.broadtape.launcher.config.ClusterConfig;
import dev.broadtape.launcher.config.Settings;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs in this process: Vert.x, the embedded services, the verticles. Blocking: for the main thread. */
final class Pipeline {
    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
    private static final int ATTEMPTS = 10;
    private static final Duration VERTICLE_STOP = Duration.ofSeconds(5);
    private static final Duration VERTX_STOP = Duration.ofSeconds(2);
    /** When another attempt follows, the ports must be free. */
    private static final Duration VERTX_GONE = Duration.ofMinutes(1);

    private final Settings settings;
    private final Path data;
    private final Node node;
    private final Vertx vertx;
    private final Services services;
    private final Deque<String> deployments = new ArrayDeque<>();

    private Pipeline(Settings settings, Path data, Node node, Vertx vertx) {
        this.settings = settings;
        this.data = data;
        this.node = node;
        this.vertx = vertx;
        this.services = new Services(vertx);
    }

    /**
     * Starts it all; returns when every verticle runs. While the members of the cluster change it may take several attempts.
     *
     * @throws Exception what kept it from starting; whatever had started is stopped then
     */
    static Pipeline start(Settings settings, Path data, String version) throws Exception {
        var pause = new Pause();
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return attempt(settings, data, version);
            } catch (Exception e) {
                if (!Cluster.changing(e)) {
                    throw e;
                }
                Duration next = pause.next();
                log.warn("the cluster is changing, next try in {} ms: {}", next.toMillis(), Causes.text(e));
                new CountDownLatch(1).await(next.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return attempt(settings, data, version);
    }

    private static Pipeline attempt(Settings settings, Path data, String version) throws Exception {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var node = new Node(name(settings), settings.node().host(), version, Clock.systemUTC(), metrics);
        bindJvm(metrics);
        Vertx vertx = await(build(settings, metrics), Duration.ofMinutes(2));
        var pipeline = new Pipeline(settings, data, node, vertx);
        try {
            pipeline.deploy();
            return pipeline;
        } catch (Exception e) {
            pipeline.stop(VERTX_GONE);
            throw e;
        }
    }

    private static String name(Settings settings) {
        String given = settings.node().name();
        if (!given.isBlank()) {
            return given;
        }
        String kind = settings.verticles().size() == 1
                ? settings.verticles().iterator().next()
                : "node";
        return kind + "-" + ProcessHandle.current().pid();
    }

    @SuppressWarnings("resource") // They live as long as the process.
    private static void bindJvm(PrometheusMeterRegistry metrics) {
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmGcMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
    }

    private static Future<Vertx> build(Settings settings, PrometheusMeterRegistry metrics) {
        String host = settings.node().host();
        var options = new VertxOptions()
                .setEventBusOptions(Cluster.eventBus(host))
                .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true));
        VertxBuilder builder = Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(metrics));
        Optional<ClusterConfig> cluster = settings.cluster();
        return cluster.isPresent()
                ? builder.withClusterManager(Cluster.manager(cluster.get(), host))
                        .buildClustered()
                : Future.succeededFuture(builder.build());
    }

    private void deploy() throws Exception {
        services.start(settings, vertx, data, node.clock());
        var parts = new Catalogue.Parts(settings, node, data);
        List<Future<String>> deployed = Catalogue.ENTRIES.stream()
                .filter(entry -> settings.verticles().contains(entry.name()))
                .map(entry -> deploy(entry, parts))
                .toList();
        await(Future.all(services.ready(), Future.all(deployed)), Duration.ofMinutes(3));
        deployed.forEach(id -> deployments.push(id.result()));
    }

    private Future<String> deploy(Entry entry, Catalogue.Parts parts) {
        return services.ready(entry.services())
                .compose(v -> vertx.deployVerticle(entry.make().apply(parts)))
                .onSuccess(id ->
                        log.info("{} runs, {}", entry.name(), entry.where().apply(settings)));
    }

    /** Stops intake, drains, leaves the cluster, stops the services. What does not stop in time is left and named. */
    void stop() {
        stop(VERTX_STOP);
    }

    private void stop(Duration patience) {
        while (!deployments.isEmpty()) {
            quietly("a verticle", vertx.undeploy(deployments.pop()), VERTICLE_STOP);
        }
        services.stop();
        quietly("Vert.x", vertx.close(), patience);
    }

    private static void quietly(String what, Future<Void> stopping, Duration patience) {
        try {
            await(stopping, patience);
        } catch (Exception e) {
            log.warn("{} did not stop properly: {}", what, e.toString());
        }
    }

    private static <T> T await(Future<T> future, Duration patience) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new IllegalStateException("nothing after " + patience, e);
        }
    }
}
