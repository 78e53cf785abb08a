package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A run that is the same to the byte wherever it is started: its id, seed, symbols and time are given. */
record RunRequest(UUID run, long seed, List<String> symbols) {
    private static final int SYMBOLS = 30;

    /** Of all symbols of an ingest tier, once it has all of them. */
    static RunRequest of(UUID run, String ingest) {
        await().atMost(Broadtape.PATIENCE)
                .ignoreExceptions()
                .until(() -> symbols(ingest).size() == SYMBOLS);
        return new RunRequest(run, 20_261_124, symbols(ingest));
    }

    private static List<String> symbols(String ingest) {
        return Http.json(ingest + "/api/v1/stocks").getJsonArray("stocks").stream()
                .map(stock -> ((JsonObject) stock).getString("symbol"))
                .sorted()
                .toList();
    }

    /** As fast as that multiple of the tape's time, until it is paused. */
    JsonObject open(int speed) {
        return json().put("speed", speed);
    }

    /** So many slices, as fast as can be. */
    private JsonObject finite(long slices) {
        return json().put("speed", "max").put("length", slices);
    }

    private JsonObject json() {
        return new JsonObject()
                .put("run", run.toString())
                .put("seed", seed)
                .put("symbols", new JsonArray(symbols))
                .put("from", "2026-01-05T14:30:00Z")
                .put("interval", "PT0.1S");
    }

    /** Plays so many slices of it at a driver; done when all are durable. */
    void playToTheEnd(String driver, long slices) {
        start(driver, finite(slices));
        await().atMost(Duration.ofMinutes(5))
                .until(() -> Http.json(driver + "/status")
                        .getJsonObject("run")
                        .getString("state")
                        .equals("finished"));
    }

    /** Starts it at a driver, once that knows all symbols. */
    static void start(String driver, JsonObject request) {
        await().atMost(Broadtape.PATIENCE)
                .ignoreExceptions()
                .until(() -> Http.json(driver + "/status").getInteger("ready_symbols") == SYMBOLS);
        HttpResponse<String> answer = Http.post(driver + "/api/v1/runs", request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
