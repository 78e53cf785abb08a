package dev.broadtape.driver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Partitions;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickJson;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The routes that read runs. Any driver answers them. */
final class RunRoutes {
    private final Runs runs;

    RunRoutes(Runs runs) {
        this.runs = runs;
    }

    void addTo(Router router) {
        router.get("/api/v1/runs").handler(request -> answer(request, list(request)));
        router.get("/api/v1/runs/:run").handler(request -> answer(request, one(request)));
        router.get("/api/v1/runs/:run/ticks/:symbol/:sequence").handler(request -> answer(request, tick(request)));
    }

    private Future<JsonObject> list(RoutingContext request) {
        return runs.newest(Params.limit(request, 20, 100)).map(RunRoutes::json);
    }

    private static JsonObject json(List<Run> found) {
        JsonArray all = new JsonArray(found.stream().map(RunJson::of).collect(Collectors.toList()));
        return new JsonObject().put("runs", all).put("count", found.size());
    }

    private Future<JsonObject> one(RoutingContext request) {
        return find(request).map(RunJson::of);
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

    /** The run that the path names. */
    static UUID id(RoutingContext request) {
        return RunBody.run(String.valueOf(request.pathParam("run")));
    }

    static Fault unknown(UUID run) {
        return Fault.of(Fault.Kind.NOT_FOUND, "there is no run " + run);
    }

    private static void answer(RoutingContext request, Future<JsonObject> answer) {
        answer.onSuccess(request::json).onFailure(request::fail);
    }
}
