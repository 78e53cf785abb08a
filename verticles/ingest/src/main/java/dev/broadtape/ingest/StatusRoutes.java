package dev.broadtape.ingest;

import dev.broadtape.contract.TierStatus.Check;
import dev.broadtape.ingest.budget.Budget;
import dev.broadtape.ingest.fetch.Fetcher;
import dev.broadtape.ingest.provider.Limits;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /status} and {@code GET /symbols}: they answer from memory, whatever is down. */
final class StatusRoutes {
    private final Assembly ingest;

    StatusRoutes(Assembly ingest) {
        this.ingest = ingest;
    }

    void addTo(Api api) {
        api.on("status", this::status).on("symbols", this::symbols);
    }

    private void status(RoutingContext request) {
        JsonObject status = new JsonObject()
                .put("connections", connections())
                .put("database_records", ingest.board.bars())
                .put("unique_symbols", ingest.board.ready())
                .put("configured_symbols", ingest.watchlist.symbols().size())
                .put("threshold", ingest.threshold.threshold())
                .put("jobs_open", ingest.jobs.open())
                .put("events_unsent", ingest.outbox.unsent());
        budget().onSuccess(budget -> request.json(status.mergeIn(budget))).onFailure(request::fail);
    }

    private JsonObject connections() {
        JsonObject connections = new JsonObject();
        var lines = ingest.fetcher.lines();
        connections.put("provider", line(lines.get(0)));
        connections.put(
                "providers",
                new JsonArray(lines.stream().map(StatusRoutes::line).toList()));
        ingest.tier.readiness().checks().forEach(check -> connections.put(check.name(), connection(check)));
        return connections.put("sns", connection(ingest.relay.bridge()));
    }

    private static JsonObject connection(Check check) {
        return new JsonObject().put("ok", check.ok()).put("detail", check.detail());
    }

    private static JsonObject line(Fetcher.LineState line) {
        return connection(line.lastCall()).put("name", line.lastCall().name()).put("circuit", line.circuit());
    }

    /** Nothing for providers without limits; without {@code leftToday} while Redis is away. */
    private Future<JsonObject> budget() {
        return ingest.budget
                .map(calls -> calls.state()
                        .map(left -> left(limits(calls), left))
                        .otherwise(limits(calls))
                        .map(budget -> new JsonObject().put("budget", budget)))
                .orElseGet(() -> Future.succeededFuture(new JsonObject()));
    }

    private static JsonObject limits(Budget calls) {
        Limits limits = calls.limits();
        return new JsonObject()
                .put("perSecond", limits.perSecond())
                .put("perDay", limits.callsPerDay())
                .put("keys", limits.keys().size());
    }

    private static JsonObject left(JsonObject limits, Budget.State state) {
        limits.put("leftToday", state.leftToday()).put("keysRefused", state.barred());
        state.limitedUntil().ifPresent(until -> limits.put("rateLimitedUntil", until.toString()));
        return limits;
    }

    private void symbols(RoutingContext request) {
        List<String> symbols = ingest.watchlist.symbols();
        request.json(new JsonObject()
                .put("symbols", new JsonArray(symbols))
                .put("count", symbols.size())
                .put("source", ingest.watchlist.source())
                .put("threshold", ingest.threshold.threshold()));
    }
}
