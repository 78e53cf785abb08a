package dev.broadtape.system.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.system.Broadtape;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The run of a site, as an operator handles it. */
final class Tape {
    static final JsonObject MAX = new JsonObject().put("speed", "max");

    /** At speed max some partitions are ahead of others, and a pause lets the others come up to them. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Site site;
    private final String run;

    private Tape(Site site, String run) {
        this.site = site;
        this.run = run;
    }

    static Tape start(Site site, JsonObject request) {
        return new Tape(site, new JsonObject(post(site, "/api/v1/runs", request.encode(), 201)).getString("run"));
    }

    private static String post(Site site, String path, String body, int expected) {
        HttpResponse<String> answer = Broadtape.post(site.port(Site.DRIVER), path, body);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(expected);
        return answer.body();
    }

    void pause() {
        control("pause");
    }

    void resume() {
        control("resume");
    }

    private void control(String what) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> post(site, "/api/v1/runs/%s/%s".formatted(run, what), "", 200));
    }

    /** Ticks that the receiver has committed to store and Kafka since it was started. */
    long committed() {
        return site.json(Site.RECEIVER, "/api/v1/stream/status").getLong("total_ticks_processed");
    }

    /** Once it is paused: waits until the ledger has every tick everywhere and no residue; how many ticks there are. */
    long settle() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(this::assertSettled);
        return partitions().stream()
                .mapToLong(partition -> ((JsonObject) partition).getLong("inKafka"))
                .sum();
    }

    private void assertSettled() {
        assertThat(ledger().getLong("residue")).as(ledger().encode()).isZero();
        for (Object each : partitions()) {
            JsonObject partition = (JsonObject) each;
            assertThat(List.of(
                            partition.getLong("acknowledged"),
                            partition.getLong("stored"),
                            partition.getLong("inKafka")))
                    .as(partition.encode())
                    .containsOnly(partition.getLong("generated"));
        }
    }

    private JsonObject ledger() {
        return site.json(Site.RECEIVER, "/api/v1/stream/ledger");
    }

    private JsonArray partitions() {
        return ledger().getJsonArray("runs").getJsonObject(0).getJsonArray("partitions");
    }
}
