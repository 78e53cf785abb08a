package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka, MongoDB and Redis away at the start, and going away later. They run in processes of their own here. */
class OutageTest {
    private static final Map<String, String> TIER_OF =
            Map.of("mongo", "ingest", "redis", "ingest", "kafka", "receiver");

    private static final Map<String, String> CHECK_OF = Map.of("mongo", "mongodb");

    @TempDir
    static Path folder;

    private final Ports ports = new Ports();
    private final List<Broadtape> all = new ArrayList<>();

    @AfterEach
    void killAll() {
        all.forEach(Broadtape::close);
    }

    @Test
    void eachIsNamedAndTheRestGoesOnWhenItReturns() throws Exception {
        Broadtape pipeline = started(List.of(
                "--set", "mongo.embedded=false",
                "--set", "redis.embedded=false",
                "--set", "kafka.embedded=false"));
        for (String service : List.of("mongo", "redis", "kafka")) {
            awaitDown(service);
        }

        Broadtape mongo = server("mongo");
        Broadtape redis = server("redis");
        Broadtape kafka = server("kafka");
        awaitStreaming(0);
        await().atMost(Broadtape.PATIENCE).until(() -> onTheTape() == 30);

        long before = stored();
        mongo.kill();
        awaitDown("mongo");
        awaitStreaming(before);
        server("mongo");

        redis.kill();
        awaitDown("redis");
        server("redis");

        long stalled = stored();
        kafka.kill();
        awaitDown("kafka");
        server("kafka");
        awaitStreaming(stalled);
        assertThat(pipeline.alive()).isTrue();
    }

    private Broadtape started(List<String> more) {
        var arguments = new ArrayList<>(ports.sets());
        arguments.addAll(List.of("--data", folder.resolve("data").toString()));
        arguments.addAll(more);
        var started = Broadtape.start(folder, arguments);
        all.add(started);
        return started;
    }

    /** A process that runs no verticle, just one embedded service. */
    private Broadtape server(String service) throws Exception {
        Path conf = Files.writeString(folder.resolve(service + ".yaml"), service + ": {embedded: true}");
        return started(List.of("--conf", conf.toString()));
    }

    private void awaitDown(String service) {
        int port = ports.of(TIER_OF.getOrDefault(service, service));
        await().alias(service + " is named as down")
                .atMost(Broadtape.PATIENCE)
                .ignoreExceptions()
                .until(() -> {
                    var ready = Broadtape.get(port, "/health/ready");
                    return ready.statusCode() == 503
                            && failing(ready.body()).contains(CHECK_OF.getOrDefault(service, service));
                });
    }

    private static List<String> failing(String body) {
        return new JsonObject(body)
                .getJsonArray("checks").stream()
                        .map(JsonObject.class::cast)
                        .filter(check -> !check.getBoolean("ok"))
                        .map(check -> check.getString("name"))
                        .toList();
    }

    private void awaitStreaming(long beyond) {
        await().alias("ticks beyond " + beyond)
                .atMost(Broadtape.PATIENCE)
                .ignoreExceptions()
                .until(() -> stored() > beyond + 300);
    }

    private int onTheTape() {
        return Broadtape.json(ports.of("driver"), "/status")
                .getJsonArray("symbols")
                .size();
    }

    private long stored() {
        return Broadtape.json(ports.of("receiver"), "/api/v1/stream/status").getLong("ticks_stored");
    }
}
