package dev.broadtape.ingest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.IndexOptions;
import java.util.List;

/**
 * Our collections and their indexes.
 *
 * <p>What is read often is read by {@code _id}: a company by its symbol, bars by symbol and year, a job and an
 * event by their ids. The other indexes serve lists.
 */
final class Collections {
    static final String COMPANIES = "companies";
    static final String PRICES = "stock_prices";
    static final String LOGS = "fetch_logs";
    static final String JOBS = "fetch_jobs";
    static final String EVENTS = "events";

    private static final List<Index> INDEXES = List.of(
            new Index(COMPANIES, "by_name", new JsonObject().put("profile.company.name", 1), false),
            new Index(
                    PRICES,
                    "by_symbol_and_year",
                    new JsonObject().put("symbol", 1).put("year", -1),
                    true),
            new Index(LOGS, "by_time", new JsonObject().put("atMicros", -1), false),
            new Index(LOGS, "by_symbol", new JsonObject().put("symbol", 1).put("atMicros", -1), false),
            new Index(JOBS, "by_key", new JsonObject().put("key", 1), true),
            new Index(JOBS, "by_time", new JsonObject().put("createdAtMicros", -1), false),
            new Index(EVENTS, "by_sent", new JsonObject().put("sent", 1).put("recordedAtMicros", 1), false),
            new Index(EVENTS, "by_type", new JsonObject().put("eventType", 1).put("recordedAtMicros", -1), false));

    private record Index(String collection, String name, JsonObject keys, boolean unique) {}

    private Collections() {}

    /** Makes what is missing, one after the other; safe to repeat. Fails when one index does. */
    static Future<Void> prepare(Mongo mongo) {
        Future<Void> done = Future.succeededFuture();
        for (Index index : INDEXES) {
            done = done.compose(v -> make(mongo, index));
        }
        return done;
    }

    private static Future<Void> make(Mongo mongo, Index index) {
        return mongo.runLong(client -> client.createIndexWithOptions(
                index.collection(),
                index.keys(),
                new IndexOptions().name(index.name()).unique(index.unique())));
    }

    static JsonObject byId(String id) {
        return new JsonObject().put("_id", id);
    }
}
