package dev.broadtape.launcher;

import dev.broadtape.launcher.config.Settings;
import dev.broadtape.launcher.embedded.EmbeddedService;
import dev.broadtape.launcher.embedded.KafkaService;
import dev.broadtape.launcher.embedded.MongoService;
import dev.broadtape.launcher.embedded.PortTakenException;
import dev.broadtape.launcher.embedded.RedisService;
import dev.broadtape.launcher.embedded.sns.SnsService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded services that the configuration asks for: started side by side, stopped one after the other. */
final class Services {
    private static final Logger log = LoggerFactory.getLogger(Services.class);
    private static final int MOST = 4;
    private static final int PATIENCE_MINUTES = 2;

    private final WorkerExecutor worker;
    private final Map<String, Future<Void>> started = new HashMap<>();
    private final Deque<EmbeddedService> running = new ArrayDeque<>();

    Services(Vertx vertx) {
        worker = vertx.createSharedWorkerExecutor("embedded-services", MOST, PATIENCE_MINUTES, TimeUnit.MINUTES);
    }

    void start(Settings settings, Vertx vertx, Path data, Clock clock) {
        if (settings.mongo().embedded()) {
            start(new MongoService(
                    data.resolve("mongo"),
                    settings.mongo().host(),
                    settings.mongo().port()));
        }
        if (settings.redis().embedded()) {
            start(new RedisService(
                    data.resolve("redis"),
                    settings.redis().host(),
                    settings.redis().port()));
        }
        if (settings.sns().embedded()) {
            start(new SnsService(
                    vertx,
                    data.resolve("sns"),
                    settings.sns().host(),
                    settings.sns().port(),
                    clock));
        }
        if (settings.kafka().embedded()) {
            start(new KafkaService(
                    data.resolve("kafka"),
                    settings.kafka().host(),
                    settings.kafka().port()));
        }
    }

    private void start(EmbeddedService service) {
        running.push(service);
        Callable<Void> serving = () -> {
            serve(service);
            return null;
        };
        started.put(service.name(), worker.executeBlocking(serving, false));
    }

    private static void serve(EmbeddedService service) throws Exception {
        long from = System.nanoTime();
        try {
            service.start();
        } catch (PortTakenException e) {
            throw new BindException("%s; %s.port changes the port".formatted(e.getMessage(), service.name()));
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        log.info("embedded {} serves at {} after {} ms", service.name(), service.address(), millis);
    }

    /** Succeeds when those of the named services that are embedded serve; fails when one cannot. */
    Future<Void> ready(Collection<String> names) {
        return Future.all(names.stream()
                        .map(name -> started.getOrDefault(name, Future.succeededFuture()))
                        .toList())
                .mapEmpty();
    }

    /** Succeeds when all serve; fails when one cannot. */
    Future<Void> ready() {
        return ready(started.keySet());
    }

    /** Blocking; the last to start is the first to stop. */
    void stop() {
        while (!running.isEmpty()) {
            EmbeddedService service = running.pop();
            service.close();
            log.info("embedded {} has stopped", service.name());
        }
    }
}
