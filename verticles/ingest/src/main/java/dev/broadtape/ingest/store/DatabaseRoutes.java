package dev.broadtape.ingest.store;

import dev.broadtape.kit.Node;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code GET /api/v1/database/stats} and {@code /health}: how much is stored, and whether the store answers now. */
public final class DatabaseRoutes {
    private final Node node;
    private final Mongo mongo;
    private final Board board;
    private final StoreLink storeLink;

    public DatabaseRoutes(Node node, Mongo mongo, Board board, StoreLink storeLink) {
        this.node = node;
        this.mongo = mongo;
        this.board = board;
        this.storeLink = storeLink;
    }

    public void addTo(Api api) {
        api.on("databaseStats", this::stats).on("databaseHealth", this::health);
    }

    private void stats(RoutingContext request) {
        storeLink.require();
        Future.all(Collections.ALL.stream().map(this::count).toList())
                .map(counts -> stats(counts.list()))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    private JsonObject stats(List<JsonObject> collections) {
        return Answers.list("collections", collections)
                .put("unique_symbols", board.ready())
                .put("bars", board.bars());
    }

    /** What the server says without a search. */
    private Future<JsonObject> count(String collection) {
        JsonObject command = new JsonObject().put("count", collection);
        return mongo.run(client -> client.runCommand("count", command))
                .map(answer -> new JsonObject().put("name", collection).put("documents", answer.getLong("n")));
    }

    private void health(RoutingContext request) {
        storeLink.require();
        long startNanos = node.nanos();
        mongo.ping()
                .map(v -> new JsonObject()
                        .put("status", "UP")
                        .put("latency_micros", TimeUnit.NANOSECONDS.toMicros(node.nanos() - startNanos)))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }
}
