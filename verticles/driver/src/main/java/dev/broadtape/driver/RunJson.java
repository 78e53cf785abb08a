package dev.broadtape.driver;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** A run as the HTTP routes answer it. */
final class RunJson {
    private RunJson() {}

    static JsonObject of(Run run) {
        JsonObject json = new JsonObject()
                .put("run", run.run().toString())
                .put("state", run.state().label())
                .put("mode", run.mode().label())
                .put("seed", run.seed())
                .put("partitions", run.partitions())
                .put("created_at", run.createdAt().toString())
                .put(
                        "from",
                        Exchange.instant(run.segments().get(0).startMicros()).toString())
                .put(
                        "interval",
                        Duration.of(run.last().intervalMicros(), ChronoUnit.MICROS)
                                .toString())
                .put("speed", run.last().speed().json());
        run.request().length().ifPresent(length -> json.put("length", length));
        return json.put("symbols", new JsonArray(run.symbols())).put("segments", segments(run));
    }

    private static JsonArray segments(Run run) {
        return new JsonArray(run.segments().stream().map(Wire::toJson).collect(Collectors.toList()));
    }
}
