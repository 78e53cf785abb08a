package dev.broadtape.ingest;

import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoServerException;
import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.config.MongoConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Our MongoDB. A command fails with UNAVAILABLE, naming MongoDB, when the server is away or slow; what the server
 * refuses stays the driver's exception.
 */
final class Mongo {
    private static final int QUICK_MS = 2_800;
    private static final int BULK_MS = 30_000;
    private static final int LONGEST_REASON = 160;

    private final MongoClient client;

    Mongo(Vertx vertx, MongoConfig config) {
        this.client = MongoClient.create(vertx, config.clientOptions(Duration.ofMillis(BULK_MS)));
    }

    /** A command that someone waits for: at most three seconds. */
    <T> Future<T> run(Function<MongoClient, Future<T>> command) {
        return within(QUICK_MS, command);
    }

    /** A command of the background that may move megabytes. */
    <T> Future<T> runLong(Function<MongoClient, Future<T>> command) {
        return within(BULK_MS, command);
    }

    Future<JsonObject> ping() {
        return run(mongo -> mongo.runCommand("ping", new JsonObject().put("ping", 1)));
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
