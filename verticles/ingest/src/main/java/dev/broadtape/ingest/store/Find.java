package dev.broadtape.ingest.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Searches for documents, for {@link Mongo#run}. Not the client's find: that asks for batches of 2,147,483,647
 * documents, and a server that sets aside the room for so many (FerretDB: 16 GiB a search) is killed for it.
 */
public final class Find {
    /** As many as MongoDB fits into 16 MiB come in one answer, so large documents come in more. */
    private static final int BATCH = 1_000;

    private Find() {}

    public static Function<MongoClient, Future<List<JsonObject>>> in(String collection, JsonObject filter) {
        return in(collection, filter, new FindOptions());
    }

    public static Function<MongoClient, Future<List<JsonObject>>> in(
            String collection, JsonObject filter, FindOptions options) {
        FindOptions inBatches = new FindOptions(options).setBatchSize(BATCH);
        return client -> all(client.findBatchWithOptions(collection, filter, inBatches));
    }

    /** The search begins when the handler is set, so that is last: {@code collect} can miss the end of a short one. */
    private static Future<List<JsonObject>> all(ReadStream<JsonObject> documents) {
        Promise<List<JsonObject>> done = Promise.promise();
        List<JsonObject> found = new ArrayList<>();
        documents
                .exceptionHandler(done::tryFail)
                .endHandler(end -> done.tryComplete(found))
                .handler(found::add);
        return done.future();
    }
}
