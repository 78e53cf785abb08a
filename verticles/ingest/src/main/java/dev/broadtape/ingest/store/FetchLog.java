package dev.broadtape.ingest.store;

import static dev.broadtape.ingest.store.Collections.EXPIRES;
import static dev.broadtape.ingest.store.Collections.LOGS;
import static dev.broadtape.ingest.store.Collections.expiry;

import dev.broadtape.contract.Exchange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every attempt to get something from a provider, failed ones too, for {@link #KEEP}. */
public final class FetchLog {
    public static final Duration KEEP = Duration.ofDays(30);

    /**
     * One attempt.
     *
     * @param jobId empty where no job asked
     * @param kind bars, company …
     * @param error why it failed; absent when it did not
     */
    public record Entry(
            String jobId,
            String symbol,
            String kind,
            String provider,
            long atMicros,
            long durationMillis,
            int items,
            Optional<String> error) {
        public String status() {
            return error.isPresent() ? "failed" : "ok";
        }
    }

    private final Mongo mongo;

    public FetchLog(Mongo mongo) {
        this.mongo = mongo;
    }

    public Future<Void> add(Entry entry) {
        JsonObject document = new JsonObject()
                .put("jobId", entry.jobId())
                .put("symbol", entry.symbol())
                .put("kind", entry.kind())
                .put("provider", entry.provider())
                .put("status", entry.status())
                .put("atMicros", entry.atMicros())
                .put("durationMillis", entry.durationMillis())
                .put("items", entry.items())
                .put(EXPIRES, expiry(entry.atMicros(), KEEP));
        entry.error().ifPresent(error -> document.put("error", error));
        return mongo.run(client -> client.insert(LOGS, document)).mapEmpty();
    }

    /** The newest first, as JSON for a reader. */
    public Future<List<JsonObject>> newest(int limit, Optional<String> symbol, Optional<String> status) {
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
        List.of("_id", "atMicros", EXPIRES).forEach(readable::remove);
        return readable;
    }
}
