package dev.broadtape.driver;

import com.mongodb.MongoTimeoutException;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Wire;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.config.MongoConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.MongoClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The {@code runs} collection: a document a run, its id the run's.
 *
 * <p>A read fails with a fault, UNAVAILABLE. A write that fails with a fault is certainly not stored; when it fails
 * otherwise, nobody knows.
 */
final class Runs {
    private static final String COLLECTION = "runs";
    private static final String ID = "_id";

    private final MongoClient mongo;

    Runs(Vertx vertx, MongoConfig config) {
        mongo = MongoClient.create(
                vertx,
                new JsonObject()
                        .put("connection_string", config.address().reveal())
                        .put("db_name", config.database())
                        .put("serverSelectionTimeoutMS", 2_000)
                        .put("connectTimeoutMS", 2_000)
                        .put("socketTimeoutMS", 5_000));
    }

    Future<?> ping() {
        return mongo.runCommand("ping", new JsonObject().put("ping", 1));
    }

    Future<Void> insert(Run run) {
        return certain(mongo.insert(COLLECTION, document(run))).mapEmpty();
    }

    /** Replaces the revision before {@code run}'s; CONFLICT when somebody else did so first. */
    Future<Void> save(Run run) {
        JsonObject before = new JsonObject().put(ID, run.run().toString()).put("revision", run.revision() - 1);
        return certain(mongo.replaceDocuments(COLLECTION, before, document(run)))
                .compose(result -> result.getDocMatched() == 1
                        ? Future.succeededFuture()
                        : Future.failedFuture(Fault.of(Fault.Kind.CONFLICT, "the run was changed by somebody else")));
    }

    /** The newest run that is running or paused. */
    Future<Optional<Run>> active() {
        JsonObject states = new JsonObject().put("$in", List.of("running", "paused"));
        return list(new JsonObject().put("state", states), 1)
                .map(runs -> runs.stream().findFirst());
    }

    /** Newest first. */
    Future<List<Run>> newest(int limit) {
        return list(new JsonObject(), limit);
    }

    Future<Optional<Run>> find(UUID run) {
        return list(new JsonObject().put(ID, run.toString()), 1)
                .map(runs -> runs.stream().findFirst());
    }

    private Future<List<Run>> list(JsonObject query, int limit) {
        var newestFirst = new FindOptions()
                .setLimit(limit)
                .setSort(new JsonObject().put("createdAt", -1).put(ID, 1));
        return orUnavailable(mongo.findWithOptions(COLLECTION, query, newestFirst))
                .map(documents -> documents.stream().map(Runs::run).toList());
    }

    Future<Void> close() {
        return mongo.close();
    }

    private static JsonObject document(Run run) {
        return Wire.toJson(run).put(ID, run.run().toString());
    }

    private static Run run(JsonObject document) {
        return Wire.fromJson(document, Run.class);
    }

    /** Where no server was found, nothing was sent. */
    private static <T extends @Nullable Object> Future<T> certain(Future<T> write) {
        return write.recover(
                thrown -> Future.failedFuture(thrown instanceof MongoTimeoutException ? unavailable(thrown) : thrown));
    }

    private static <T extends @Nullable Object> Future<T> orUnavailable(Future<T> answer) {
        return answer.recover(thrown -> Future.failedFuture(unavailable(thrown)));
    }

    private static Fault unavailable(Throwable thrown) {
        return Fault.unavailable("MongoDB does not answer: " + Causes.text(thrown));
    }
}
