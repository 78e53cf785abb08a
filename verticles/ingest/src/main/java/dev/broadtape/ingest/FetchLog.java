package dev.broadtape.ingest;

import static dev.broadtape.ingest.Collections.LOGS;

import dev.broadtape.contract.Exchange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;
import java.util.Optional;

/** Every attempt to get something from a provider, failed ones too. {@link Retention} keeps it bounded. */
final class FetchLog {
    /**
     * One attempt.
     *
     * @param kind bars or company
     * @param error why it failed; absent when it did not
     */
    record Entry(
            String jobId,
            String symbol,
            String kind,
            String provider,
            long atMicros,
            long durationMillis,
            int items,
            Optional<String> error) {
        String status() {
            return error.isPresent() ? "failed" : "ok";
        }
    }

    private final Mongo mongo;

    FetchLog(Mongo mongo) {
        this.mongo = mongo;
    }

    Future<Void> add(Entry entry) {
        JsonObject document = new JsonObject()
                .put("jobId", entry.jobId())
                .put("symbol", entry.symbol())
                .put("kind", entry.kind())
                .put("provider", entry.provider())
                .put("status", entry.status())
                .put("atMicros", entry.atMicros())
                .put("durationMillis", entry.durationMillis())
                .put("items", entry.items());
        entry.error().ifPresent(error -> document.put("error", error));
        return mongo.run(client -> client.insert(LOGS, document)).mapEmpty();
    }

    /** The newest first, as JSON for a reader. */
    Future<List<JsonObject>> newest(int limit, Optional<String> symbol, Optional<String> status) {
        JsonObject filter = new JsonObject();
        symbol.ifPresent(wanted -> filter.put("symbol", wanted));
        status.ifPresent(wanted -> filter.put("status", wanted));
        FindOptions newestFirst =
                new FindOptions().setSort(new JsonObject().put("atMicros", -1)).setLimit(limit);
        return mongo.run(client -> client.findWithOptions(LOGS, filter, newestFirst))
                .map(found -> found.stream().map(FetchLog::readable).toList());
    }

    private static JsonObject readable(JsonObject document) {
        String at = Exchange.instant(document.getLong("atMicros")).toString();
        JsonObject readable = document.copy().put("at", at);
        readable.remove("_id");
        readable.remove("atMicros");
        return readable;
    }
}
