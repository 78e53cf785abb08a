package dev.broadtape.ingest;

import dev.broadtape.contract.TierStatus.Check;
import dev.broadtape.kit.http.TierServer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /status} and {@code GET /symbols}: they answer from memory, whatever is down. */
final class StatusRoutes {
    private final Assembly ingest;
    private final IngestConfig config;

    StatusRoutes(Assembly ingest) {
        this.ingest = ingest;
        this.config = ingest.settings.config();
    }

    void addTo(TierServer server) {
        server.describe("/status", "/symbols", "/jobs", "/api/v1/stocks", "/fetch-logs", "/health", "/metrics");
        server.router().get("/status").handler(this::status);
        server.router().get("/symbols").handler(this::symbols);
    }

    private void status(RoutingContext request) {
        JsonObject status = new JsonObject()
                .put("connections", connections())
                .put("database_records", ingest.board.bars())
                .put("unique_symbols", ingest.board.ready())
                .put("configured_symbols", config.properSymbols().size())
                .put("threshold", ingest.threshold.threshold())
                .put("jobs_open", ingest.jobs.open())
                .put("events_unsent", ingest.outbox.unsent());
        budget().onSuccess(budget -> request.json(status.mergeIn(budget))).onFailure(request::fail);
    }

    private JsonObject connections() {
        JsonObject provider = connection(ingest.fetcher.lastCall()).put("name", config.provider());
        JsonObject connections = new JsonObject().put("provider", provider);
        ingest.tier.readiness().checks().forEach(check -> connections.put(check.name(), connection(check)));
        return connections.put("sns", connection(ingest.relay.bridge()));
    }

    private static JsonObject connection(Check check) {
        return new JsonObject().put("ok", check.ok()).put("detail", check.detail());
    }

    /** Nothing for a provider without limits; without {@code leftToday} while Redis is away. */
    private Future<JsonObject> budget() {
        return ingest.budget
                .map(calls -> calls.left()
                        .map(left -> limits(calls).put("leftToday", left))
                        .otherwise(limits(calls))
                        .map(budget -> new JsonObject().put("budget", budget)))
                .orElseGet(() -> Future.succeededFuture(new JsonObject()));
    }

    private static JsonObject limits(Budget calls) {
        Provider.Limits limits = calls.limits();
        return new JsonObject().put("perSecond", limits.perSecond()).put("perDay", limits.perDay());
    }

    private void symbols(RoutingContext request) {
        List<String> symbols = config.properSymbols();
        request.json(new JsonObject()
                .put("symbols", new JsonArray(symbols))
                .put("count", symbols.size())
                .put("source", "configuration")
                .put("threshold", ingest.threshold.threshold()));
    }
}
