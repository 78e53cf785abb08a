package dev.broadtape.ingest.crash;

import static dev.broadtape.contract.EventType.HEALTH_CHECK;
import static dev.broadtape.contract.EventType.SYSTEM_STATUS_UPDATE;
import static dev.broadtape.ingest.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventBatch;
import dev.broadtape.contract.EventData.BatchDataCompleted;
import dev.broadtape.contract.Wire;
import dev.broadtape.ingest.Servers;
import dev.broadtape.ingest.store.Collections;
import dev.broadtape.ingest.store.Embedded;
import dev.broadtape.ingest.store.Mongo;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * One life of a store with one death in it: a job waits there for a good symbol and one that does not exist, a process
 * does it and dies, another finishes what is left.
 */
final class Run implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NO_TRACE = "0".repeat(32);

    private final Vertx vertx = Vertx.vertx();
    private final String database = "crash-" + UUID.randomUUID();
    private final Mongo mongo = new Mongo(vertx, new MongoConfig(true, Servers.MONGO_PORT, new Secret(""), database));

    /** What the consumers know, each event once by its id. */
    private final Map<UUID, DomainEvent> taken = new ConcurrentHashMap<>();

    private final HttpServer consumers = await(vertx.createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> {
                take(Wire.decode(body, EventBatch.class));
                request.response().end();
            }))
            .listen(0, "127.0.0.1"));

    Run() {
        JsonObject job = new JsonObject()
                .put("_id", "waiting")
                .put("jobId", "waiting")
                .put("key", "running:waiting")
                .put("state", "running")
                .put("cancelRequested", false)
                .put("outputsize", "compact")
                .put("traceId", NO_TRACE)
                .put("createdAtMicros", 1_000_000L)
                .put("symbols", new JsonArray().add(waiting("KO")).add(waiting("NOSUCH")));
        await(mongo.run(client -> client.insert(Collections.JOBS, job)));
    }

    private static JsonObject waiting(String symbol) {
        return new JsonObject().put("symbol", symbol).put("state", "waiting").put("bars", 0);
    }

    private void take(EventBatch batch) {
        batch.events().forEach(event -> taken.putIfAbsent(event.eventId(), event));
    }

    /** Runs a process until it dies at {@code step}, or to its end if that is 0, and returns the steps that it has taken. */
    List<String> process(int step) throws IOException {
        Path output = Files.createTempFile("victim", ".log");
        Process process = start(step, output);
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(process.isAlive() ? unsettled() : List.of())
                            .isEmpty());
        } finally {
            process.destroyForcibly().onExit().join();
        }
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(line -> line.startsWith("step ")).toList();
        } finally {
            Files.delete(output);
        }
    }

    private Process start(int step, Path output) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                Victim.class.getName(),
                Integer.toString(Servers.MONGO_PORT),
                Integer.toString(Servers.REDIS_PORT),
                Integer.toString(consumers.actualPort()),
                database,
                Integer.toString(step));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.start();
    }

    /** The rest, in this process. */
    void goOn() throws IOException {
        Scene.play(vertx, Servers.MONGO_PORT, Servers.REDIS_PORT, database, batch -> {
            take(batch);
            return Future.succeededFuture(Victim.receipt(batch));
        });
        awaitQuiet();
    }

    private void awaitQuiet() {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(unsettled()).isEmpty());
    }

    /** What is left to do, in the store's words. */
    private List<JsonObject> unsettled() {
        var left = new ArrayList<JsonObject>();
        JsonObject finished = new JsonObject().put("state", "finished");
        JsonObject threshold = new JsonObject().put("eventType", "data_threshold_reached");
        if (find(Collections.JOBS, finished).size() != 2) {
            left.addAll(find(Collections.JOBS, new JsonObject()));
        }
        if (find(Collections.EVENTS, threshold).isEmpty()) {
            left.addAll(find(Collections.COMPANIES, new JsonObject()));
        }
        left.addAll(find(Collections.EVENTS, new JsonObject().put("sent", false)));
        Stream.of(Collections.JOBS, Collections.COMPANIES)
                .flatMap(collection -> await(new Embedded(mongo).in(collection)).stream())
                .forEach(place -> left.add(new JsonObject().put(place.collection(), place.id())));
        return left;
    }

    private List<JsonObject> find(String collection, JsonObject filter) {
        return await(mongo.run(client -> client.find(collection, filter)));
    }

    /** What was told, in words that are the same in each life. */
    List<String> view() {
        return taken.values().stream()
                .filter(event -> !EnumSet.of(HEALTH_CHECK, SYSTEM_STATUS_UPDATE).contains(event.eventType()))
                .map(Run::words)
                .sorted()
                .toList();
    }

    private static String words(DomainEvent event) {
        Object data = event.data() instanceof BatchDataCompleted end
                ? "%d of %d, not %s".formatted(end.succeeded(), end.requested(), end.failed())
                : event.data();
        return event.eventType().wireName() + " " + data;
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
