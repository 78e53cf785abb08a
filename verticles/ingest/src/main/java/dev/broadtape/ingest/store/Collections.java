package dev.broadtape.ingest.store;

import com.mongodb.MongoCommandException;
import dev.broadtape.contract.Exchange;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.IndexOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Our collections and their indexes.
 *
 * <p>What is read often is read by {@code _id}: a company by its symbol, bars by symbol and year, a job and an
 * event by their ids. The other indexes serve lists. A document with {@link #EXPIRES} goes when that time has come:
 * by its index where the server does such a thing, by {@link Retention} where it does not.
 */
public final class Collections {
    public static final String COMPANIES = "companies";
    public static final String PRICES = "stock_prices";
    public static final String LOGS = "fetch_logs";
    public static final String JOBS = "fetch_jobs";
    public static final String EVENTS = "events";

    /** Turns that the ingest hosts take, one small document each. */
    public static final String TURNS = "turns";

    /** All that hold data. */
    public static final List<String> ALL = List.of(COMPANIES, PRICES, LOGS, JOBS, EVENTS);

    static final String EXPIRES = "expiresAt";

    private static final int NOT_IMPLEMENTED = 238;

    private static final List<Index> INDEXES = List.of(
            new Index(COMPANIES, "by_name", keys("profile.company.name", 1), new IndexOptions()),
            new Index(PRICES, "by_symbol_and_year", keys("symbol", 1).put("year", -1), unique()),
            new Index(LOGS, "by_time", keys("atMicros", -1), new IndexOptions()),
            new Index(LOGS, "by_symbol", keys("symbol", 1).put("atMicros", -1), new IndexOptions()),
            new Index(LOGS, "expires", keys(EXPIRES, 1), expiring()),
            new Index(JOBS, "by_key", keys("key", 1), unique()),
            new Index(JOBS, "by_time", keys("createdAtMicros", -1), new IndexOptions()),
            new Index(JOBS, "by_state", keys("state", 1).put("createdAtMicros", 1), new IndexOptions()),
            new Index(JOBS, "expires", keys(EXPIRES, 1), expiring()),
            new Index(EVENTS, "by_sent", keys("sent", 1).put("recordedAtMicros", 1), new IndexOptions()),
            new Index(EVENTS, "by_type_and_id", keys("eventType", 1).put("_id", -1), new IndexOptions()),
            new Index(EVENTS, "expires", keys(EXPIRES, 1), expiring()));

    private record Index(String collection, String name, JsonObject keys, IndexOptions options) {
        boolean expires() {
            return keys.containsKey(EXPIRES);
        }

        Index withoutExpiry() {
            return new Index(collection, name, keys, new IndexOptions());
        }
    }

    private Collections() {}

    private static JsonObject keys(String field, int direction) {
        return new JsonObject().put(field, direction);
    }

    private static IndexOptions unique() {
        return new IndexOptions().unique(true);
    }

    private static IndexOptions expiring() {
        return new IndexOptions().expireAfter(0L, TimeUnit.SECONDS);
    }

    /** Makes what is missing, one after the other; safe to repeat. Fails, with its name, when one cannot be made. */
    public static Future<Void> prepare(Mongo mongo) {
        Future<Void> done = Future.succeededFuture();
        for (Index index : INDEXES) {
            done = done.compose(v -> make(mongo, index));
        }
        return done;
    }

    private static Future<Void> make(Mongo mongo, Index index) {
        return create(mongo, index)
                .recover(thrown -> notImplemented(index, thrown)
                        ? create(mongo, index.withoutExpiry())
                        : Future.failedFuture(thrown))
                .recover(thrown -> Future.failedFuture(
                        Patience.unavailable(thrown)
                                ? thrown
                                : new IndexException(index.collection(), index.name(), thrown)));
    }

    private static Future<Void> create(Mongo mongo, Index index) {
        return mongo.runLong(client -> client.createIndexWithOptions(
                index.collection(), index.keys(), new IndexOptions(index.options()).name(index.name())));
    }

    /** Some servers of the protocol know no expiry and say so. {@link Retention} does without. */
    private static boolean notImplemented(Index index, Throwable thrown) {
        return index.expires()
                && thrown instanceof MongoCommandException refused
                && refused.getErrorCode() == NOT_IMPLEMENTED;
    }

    /** A server that refuses an index that we need. */
    static final class IndexException extends RuntimeException {
        private static final long serialVersionUID = 1;

        IndexException(String collection, String name, Throwable thrown) {
            super("the index %s of %s cannot be made: %s".formatted(name, collection, Causes.text(thrown)));
        }
    }

    public static JsonObject byId(String id) {
        return new JsonObject().put("_id", id);
    }

    /** A BSON date, as expiry needs it. */
    public static JsonObject date(long micros) {
        return new JsonObject()
                .put("$date", Exchange.instant(micros - micros % 1_000).toString());
    }

    /** When a document goes that is kept for {@code keep} from {@code micros} on. */
    public static JsonObject expiry(long micros, Duration keep) {
        return date(micros + TimeUnit.NANOSECONDS.toMicros(keep.toNanos()));
    }
}
