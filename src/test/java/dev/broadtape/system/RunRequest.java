package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

/** A run that is the same to the byte wherever it is started: its id, seed, symbols and time are given. */
record RunRequest(UUID run, long seed, List<String> symbols) {
    static RunRequest of(UUID run, JsonArray symbols) {
        return new RunRequest(
                run, 20_261_124, symbols.stream().map(Object::toString).sorted().toList());
    }

    /** As fast as that multiple of the tape's time, until it is paused. */
    JsonObject open(int speed) {
        return json().put("speed", speed);
    }

    /** So many slices, as fast as can be. */
    JsonObject finite(long slices) {
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

    /** Starts it at a driver. */
    static void start(String driver, JsonObject request) {
        HttpResponse<String> answer = Http.post(driver + "/api/v1/runs", request);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
}
