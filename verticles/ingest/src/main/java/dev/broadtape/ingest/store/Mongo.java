package dev.broadtape.ingest.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoWriteException;
import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.config.MongoConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Our MongoDB. What it acknowledges, a majority has in its journal. A command fails with UNAVAILABLE, naming MongoDB, when the server is away or slow; what the server
 * refuses stays the driver's exception.
 */
public final class Mongo {
    private static final int QUICK_MS = 2_800;
    private static final int BULK_MS = 30_000;
    private static final int DUPLICATE_KEY = 11_000;
    private static final int LONGEST_REASON = 160;

    /** What commands of our own say, as the connection does for the client's. */
    private static final JsonObject DURABLE =
            new JsonObject().put("w", "majority").put("j", true);

    private final MongoClient client;

    public Mongo(Vertx vertx, MongoConfig config) {
        this.client = MongoClient.create(
                vertx,
                config.clientOptions(Duration.ofMillis(BULK_MS))
                        .put("w", "majority")
                        .put("journal", true));
    }

    /** A command that someone waits for: at most three seconds. */
    public <T> Future<T> run(Function<MongoClient, Future<T>> command) {
        return within(QUICK_MS, command);
    }

    /** A command of the background that may move megabytes. */
    public <T> Future<T> runLong(Function<MongoClient, Future<T>> command) {
        return within(BULK_MS, command);
    }

    public Future<JsonObject> ping() {
        return run(mongo -> mongo.runCommand("ping", new JsonObject().put("ping", 1)));
    }

    /**
     * Many updates in one command, which is written as one. Not the client's bulkWrite, which turns small longs into
     * 32-bit numbers.
     *
     * @param statements as the {@code update} command has them; each is to write one document
     * @return false when one of them wrote nothing, or was to insert what is there already
     */
    Future<Boolean> update(String collection, JsonArray statements) {
        return runLong(mongo -> mongo.runCommand("update", updates(collection, statements)))
                .map(answer -> complete(answer, statements));
    }

    /**
     * One update, which someone waits for, as {@link #update(String, JsonArray)}. Not the client's, which never ends where
     * FerretDB refuses a second document of an id.
     */
    Future<Boolean> update(String collection, JsonObject statement) {
        JsonArray one = new JsonArray().add(statement);
        return run(mongo -> mongo.runCommand("update", updates(collection, one)))
                .map(answer -> complete(answer, one));
    }

    private static JsonObject updates(String collection, JsonArray statements) {
        return new JsonObject()
                .put("update", collection)
                .put("updates", statements)
                .put("ordered", false)
                .put("writeConcern", DURABLE);
    }

    private static boolean complete(JsonObject answer, JsonArray statements) {
        JsonArray errors = answer.getJsonArray("writeErrors", new JsonArray());
        Optional<JsonObject> serious = errors.stream()
                .map(JsonObject.class::cast)
                .filter(error -> error.getInteger("code") != DUPLICATE_KEY)
                .findFirst();
        if (serious.isPresent()) {
            throw new IllegalStateException(serious.get().getString("errmsg"));
        }
        return errors.isEmpty() && answer.getInteger("n") == statements.size();
    }

    /**
     * The document as it is after the update; empty when there was none. By a command of our own, since the client's
     * sends an empty projection, which not every server of the protocol takes.
     */
    Future<Optional<JsonObject>> findAndUpdate(
            String collection, JsonObject filter, JsonObject update, boolean upsert) {
        JsonObject command = new JsonObject()
                .put("findAndModify", collection)
                .put("query", filter)
                .put("update", update)
                .put("new", true)
                .put("upsert", upsert)
                .put("writeConcern", DURABLE);
        return run(mongo -> mongo.runCommand("findAndModify", command))
                .map(answer -> Optional.ofNullable(answer.getJsonObject("value")));
    }

    /** Whether a write failed since there is such a document already. */
    public static boolean duplicate(Throwable thrown) {
        if (thrown instanceof MongoWriteException refused) {
            return refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
        }
        return thrown instanceof MongoCommandException command && command.getErrorCode() == DUPLICATE_KEY;
    }

    private <T> Future<T> within(int millis, Function<MongoClient, Future<T>> command) {
        return Future.succeededFuture(client)
                .compose(command)
                .timeout(millis, TimeUnit.MILLISECONDS)
                .recover(thrown -> Future.failedFuture(fault(thrown)));
    }

    private static Throwable fault(Throwable thrown) {
        return away(thrown) ? Fault.unavailable("MongoDB is away: " + shortened(Causes.text(thrown))) : thrown;
    }

    private static boolean away(Throwable thrown) {
        if (thrown instanceof MongoServerException) {
            return thrown instanceof MongoNotPrimaryException || thrown instanceof MongoNodeIsRecoveringException;
        }
        return thrown instanceof MongoException || thrown instanceof TimeoutException;
    }

    /** The driver's text goes on with a dump of the cluster's state. */
    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }
}
