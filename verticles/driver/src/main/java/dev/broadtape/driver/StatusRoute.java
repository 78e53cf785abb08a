package dev.broadtape.driver;

import dev.broadtape.kit.Rate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** {@code GET /status}: how the tape goes, and who drives it. */
final class StatusRoute {
    private final Driver driver;
    private final DriverConfig config;
    private final Rate rate;
    private final IntSupplier readySymbols;

    StatusRoute(Driver driver, DriverConfig config, Rate rate, IntSupplier readySymbols) {
        this.driver = driver;
        this.config = config;
        this.rate = rate;
        this.readySymbols = readySymbols;
    }

    void addTo(Router router) {
        router.get("/status").handler(request -> request.json(status()));
    }

    private JsonObject status() {
        Optional<Tape> tape = driver.tape();
        List<String> symbols = tape.flatMap(Tape::run).map(Run::symbols).orElse(List.of());
        return new JsonObject()
                .put("is_streaming", tape.filter(Tape::streaming).isPresent())
                .put("ready_symbols", readySymbols.getAsInt())
                .put("required_symbols", config.threshold())
                .put("tick_interval", config.tickInterval().toString())
                .put("symbols", new JsonArray(symbols.stream().sorted().toList()))
                .put("run", tape.flatMap(Tape::run).map(RunJson::of).orElse(null))
                .put(
                        "positions",
                        positions(tape.map(on -> on.senders().positions()).orElse(Map.of())))
                .put("lag_millis", tape.map(Tape::lagMicros).orElse(0L) / 1_000)
                .put("ticks_per_second", rate.perSecond())
                .put("lease", lease(driver.lease()));
    }

    private static JsonObject positions(Map<Integer, Long> sequences) {
        var positions = new JsonObject();
        sequences.forEach((partition, sequence) -> positions.put(partition.toString(), sequence));
        return positions;
    }

    private static JsonObject lease(Lease lease) {
        return new JsonObject()
                .put("held", lease.isHeld())
                .put("holder", lease.claim().map(Claim::holder).orElse(null))
                .put("fence", lease.claim().map(Claim::fence).orElse(0L));
    }
}
