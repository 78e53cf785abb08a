package dev.broadtape.driver;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.config.MongoConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import io.vertx.ext.mongo.MongoClientUpdateResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Our MongoDB. There are no transactions: each write is of one document and conditional, and answers whether the
 * condition held.
 *
 * <p>A read fails with a fault, UNAVAILABLE. A write that fails with a fault is certainly not done; when it fails
 * otherwise, nobody knows.
 */
final class Mongo {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MongoClient client;

    Mongo(Vertx vertx, MongoConfig config) {
        client = MongoClient.create(vertx, config.clientOptions(PATIENCE));
    }

    Future<?> ping() {
        return client.runCommand("ping", new JsonObject().put("ping", 1));
    }

    /** At most {@code limit} documents, those created last first. */
    Future<List<JsonObject>> find(String collection, JsonObject query, int limit) {
        var newestFirst = new FindOptions()
                .setLimit(limit)
                .setBatchSize(limit)
                .setSort(new JsonObject().put("createdAt", -1).put("_id", 1));
        return all(client.findBatchWithOptions(collection, query, newestFirst))
                .recover(thrown -> Future.failedFuture(unavailable(thrown)));
    }

    /**
     * Not the client's find, which asks for batches without limit: a server that sets aside the room for them (FerretDB) is
     * killed for it. The search begins when the handler is set, so that is last.
     */
    private static Future<List<JsonObject>> all(ReadStream<JsonObject> documents) {
        Promise<List<JsonObject>> done = Promise.promise();
        List<JsonObject> found = new ArrayList<>();
        documents
                .exceptionHandler(done::tryFail)
                .endHandler(end -> done.tryComplete(found))
                .handler(found::add);
        return done.future();
    }

    /** False when there is a document with its id. */
    Future<Boolean> insert(String collection, JsonObject document) {
        return client.insert(collection, document)
                .map(id -> true)
                .recover(thrown -> duplicate(thrown) ? Future.succeededFuture(false) : failed(thrown));
    }

    Future<Boolean> update(String collection, JsonObject query, JsonObject change) {
        return done(client.updateCollection(collection, query, change));
    }

    Future<Boolean> replace(String collection, JsonObject query, JsonObject document) {
        return done(client.replaceDocuments(collection, query, document));
    }

    Future<Boolean> remove(String collection, JsonObject query) {
        return client.removeDocument(collection, query)
                .map(result -> result.getRemovedCount() == 1)
                .recover(Mongo::failed);
    }

    private static Future<Boolean> done(Future<MongoClientUpdateResult> write) {
        return write.map(result -> result.getDocMatched() == 1).recover(Mongo::failed);
    }

    private static boolean duplicate(Throwable thrown) {
        return thrown instanceof MongoWriteException write
                && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    /** Where no server was found, nothing was sent. */
    private static Future<Boolean> failed(Throwable thrown) {
        return Future.failedFuture(thrown instanceof MongoTimeoutException ? unavailable(thrown) : thrown);
    }

    private static Fault unavailable(Throwable thrown) {
        return Fault.unavailable("MongoDB does not answer: " + Causes.text(thrown));
    }

    Future<Void> close() {
        return client.close();
    }
}
