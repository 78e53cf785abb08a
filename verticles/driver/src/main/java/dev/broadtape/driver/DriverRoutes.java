package dev.broadtape.driver;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Partitions;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickJson;
import dev.broadtape.contract.Wire;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.SecurityConfig;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.OperatorHandler;
import dev.broadtape.kit.http.Params;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The driver's HTTP routes. */
final class DriverRoutes {
    private static final int PATIENCE_SECONDS = 5;

    private final Node node;
    private final Tape tape;
    private final Runs runs;
    private final DriverConfig config;
    private final Rate rate;
    private final IntSupplier readySymbols;

    DriverRoutes(Node node, Tape tape, Runs runs, DriverConfig config, Rate rate, IntSupplier readySymbols) {
        this.node = node;
        this.tape = tape;
        this.runs = runs;
        this.config = config;
        this.rate = rate;
        this.readySymbols = readySymbols;
    }

    void addTo(Router router, SecurityConfig security) {
        var operator = new OperatorHandler(security, node.host());
        router.get("/status").handler(request -> request.json(status()));
        router.get("/api/v1/runs").handler(this::list);
        router.get("/api/v1/runs/:run").handler(request -> answer(request, one(request)));
        router.get("/api/v1/runs/:run/ticks/:symbol/:sequence").handler(request -> answer(request, tick(request)));
        router.post("/api/v1/runs/:run/pause").handler(operator).handler(request -> change(request, tape::pause));
        router.post("/api/v1/runs/:run/resume").handler(operator).handler(request -> change(request, tape::resume));
    }

    private JsonObject status() {
        var positions = new JsonObject();
        tape.positions().forEach((partition, sequence) -> positions.put(partition.toString(), sequence));
        return new JsonObject()
                .put("is_streaming", tape.streaming())
                .put("ready_symbols", readySymbols.getAsInt())
                .put("required_symbols", config.threshold())
                .put("tick_interval", config.tickInterval().toString())
                .put("symbols", new JsonArray(tape.symbols().stream().sorted().toList()))
                .put("run", tape.run().map(DriverRoutes::json).orElse(null))
                .put("positions", positions)
                .put("lag_millis", tape.lagMicros() / 1_000)
                .put("ticks_per_second", rate.perSecond());
    }

    private void list(RoutingContext request) {
        answer(
                request,
                runs.newest(Params.limit(request, 20, 100))
                        .map(found -> new JsonObject()
                                .put(
                                        "runs",
                                        new JsonArray(found.stream()
                                                .map(DriverRoutes::json)
                                                .collect(Collectors.toList())))
                                .put("count", found.size())));
    }

    private Future<JsonObject> one(RoutingContext request) {
        return find(request).map(DriverRoutes::json);
    }

    private Future<JsonObject> tick(RoutingContext request) {
        String symbol = Params.symbol(request);
        long sequence = sequence(String.valueOf(request.pathParam("sequence")));
        return find(request)
                .map(run -> made(run, symbol, sequence)
                        .map(TickJson::of)
                        .orElseThrow(() -> Fault.of(
                                Fault.Kind.NOT_FOUND, "%s has no tick with sequence %d".formatted(symbol, sequence))));
    }

    private static Optional<Tick> made(Run run, String symbol, long sequence) {
        return new Schedule(run, Partitions.of(symbol, run.partitions()))
                .tick(sequence)
                .filter(tick -> tick.symbol().equals(symbol));
    }

    private static long sequence(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadField("sequence", "must be a whole number, not '%s'".formatted(text));
        }
    }

    private Future<Run> find(RoutingContext request) {
        UUID id = id(request);
        return runs.find(id).map(found -> found.orElseThrow(() -> unknown(id)));
    }

    private void change(RoutingContext request, Supplier<Future<Void>> change) {
        UUID id = id(request);
        Run now = tape.run().filter(run -> run.run().equals(id)).orElseThrow(() -> unknown(id));
        answer(
                request,
                change.get()
                        .timeout(PATIENCE_SECONDS, SECONDS)
                        .recover(thrown -> Future.failedFuture(
                                thrown instanceof Fault ? thrown : Fault.unavailable("the change is not stored yet")))
                        .map(v -> json(tape.run().orElse(now))));
    }

    private static UUID id(RoutingContext request) {
        try {
            return UUID.fromString(String.valueOf(request.pathParam("run")));
        } catch (IllegalArgumentException e) {
            throw new BadField("run", "must be a run's id, a UUID");
        }
    }

    private static Fault unknown(UUID run) {
        return Fault.of(Fault.Kind.NOT_FOUND, "there is no run " + run);
    }

    private static JsonObject json(Run run) {
        return new JsonObject()
                .put("run", run.run().toString())
                .put("state", run.state().label())
                .put("mode", run.mode().label())
                .put("seed", run.seed())
                .put("partitions", run.partitions())
                .put("created_at", run.createdAt().toString())
                .put(
                        "symbols",
                        new JsonArray(List.copyOf(
                                run.listings().stream().map(Listing::symbol).toList())))
                .put(
                        "segments",
                        new JsonArray(run.segments().stream().map(Wire::toJson).collect(Collectors.toList())));
    }

    private static void answer(RoutingContext request, Future<JsonObject> answer) {
        answer.onSuccess(request::json).onFailure(request::fail);
    }
}
