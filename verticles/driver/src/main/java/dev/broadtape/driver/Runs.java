package dev.broadtape.driver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The {@code runs} collection: a document a run, its id the run's. Fails as {@link Mongo} does. */
final class Runs {
    private static final String COLLECTION = "runs";
    private static final String ID = "_id";

    private final Mongo mongo;

    Runs(Mongo mongo) {
        this.mongo = mongo;
    }

    /** False when there is a run with its id. */
    Future<Boolean> insert(Run run) {
        return mongo.insert(COLLECTION, document(run));
    }

    /** Replaces the revision before {@code run}'s; CONFLICT when somebody else did so first. */
    Future<Void> save(Run run) {
        return mongo.replace(COLLECTION, revision(run, run.revision() - 1), document(run))
                .compose(done -> done
                        ? Future.succeededFuture()
                        : Future.failedFuture(Fault.of(Fault.Kind.CONFLICT, "the run was changed by somebody else")));
    }

    /** Forgets a run that never was on, unless somebody has taken it up. */
    Future<Boolean> discard(Run run) {
        return mongo.remove(COLLECTION, revision(run, run.revision()).put("fence", run.fence()));
    }

    private static JsonObject revision(Run run, long revision) {
        return new JsonObject().put(ID, run.run().toString()).put("revision", revision);
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
        return mongo.find(COLLECTION, query, limit)
                .map(documents -> documents.stream()
                        .map(document -> Wire.fromJson(document, Run.class))
                        .toList());
    }

    private static JsonObject document(Run run) {
        return Wire.toJson(run).put(ID, run.run().toString());
    }
}
