package dev.broadtape.ingest.store;

import static dev.broadtape.ingest.store.Collections.EXPIRES;
import static dev.broadtape.ingest.store.Collections.LOGS;
import static dev.broadtape.ingest.store.Collections.expiry;

import dev.broadtape.contract.Exchange;
import dev.broadtape.kit.http.Answers;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
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

    /** The entry that a page ended with: several may be of the same microsecond. */
    record Cursor(long atMicros, String id) {
        /** Reads what {@link #text} wrote; the contract has seen to its form. */
        static Cursor of(String text) {
            int dash = text.indexOf('-');
            return new Cursor(Long.parseLong(text.substring(0, dash)), text.substring(dash + 1));
        }

        String text() {
            return atMicros + "-" + id;
        }

        JsonArray older() {
            return new JsonArray()
                    .add(new JsonObject().put("atMicros", new JsonObject().put("$lt", atMicros)))
                    .add(new JsonObject().put("atMicros", atMicros).put("_id", new JsonObject().put("$lt", id)));
        }
    }

    /** Which entries; {@code after} is the last one of the page before. */
    record Page(Optional<String> symbol, Optional<String> status, Optional<Cursor> after, int limit) {
        JsonObject filter() {
            JsonObject filter = new JsonObject();
            symbol.ifPresent(wanted -> filter.put("symbol", wanted));
            status.ifPresent(wanted -> filter.put("status", wanted));
            after.ifPresent(cursor -> filter.put("$or", cursor.older()));
            return filter;
        }
    }

    /** The newest first, as JSON for a reader. */
    Future<JsonObject> read(Page page) {
        FindOptions newestFirst = new FindOptions()
                .setSort(new JsonObject().put("atMicros", -1).put("_id", -1))
                .setLimit(page.limit());
        return mongo.run(Find.in(LOGS, page.filter(), newestFirst)).map(found -> json(found, page.limit()));
    }

    /** A full page may have another after it. */
    private static JsonObject json(List<JsonObject> found, int limit) {
        JsonObject json =
                Answers.list("logs", found.stream().map(FetchLog::readable).toList());
        if (found.size() == limit) {
            JsonObject last = found.get(limit - 1);
            json.put("next", new Cursor(last.getLong("atMicros"), last.getString("_id")).text());
        }
        return json;
    }

    private static JsonObject readable(JsonObject document) {
        String at = Exchange.instant(document.getLong("atMicros")).toString();
        JsonObject readable = document.copy().put("at", at);
        List.of("_id", "atMicros", EXPIRES).forEach(readable::remove);
        return readable;
    }
}
