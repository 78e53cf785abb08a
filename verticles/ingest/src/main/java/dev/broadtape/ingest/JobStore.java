package dev.broadtape.ingest;

import static dev.broadtape.ingest.Collections.JOBS;
import static dev.broadtape.ingest.Collections.byId;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import dev.broadtape.contract.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The jobs, by their ids. */
final class JobStore {
    /** As many as {@link Jobs} lets wait, and then some. */
    private static final int MOST_RUNNING = 1_000;

    private final Mongo mongo;

    JobStore(Mongo mongo) {
        this.mongo = mongo;
    }

    /** False when another running job has the same key. */
    Future<Boolean> add(Job job) {
        JsonObject document = document(job).put("_id", job.jobId());
        return mongo.run(client -> client.insert(JOBS, document)).map(true).recover(JobStore::falseIfTaken);
    }

    private static Future<Boolean> falseIfTaken(Throwable thrown) {
        boolean taken = thrown instanceof MongoWriteException refused
                && refused.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
        return taken ? Future.succeededFuture(false) : Future.failedFuture(thrown);
    }

    /** Writes progress and end, but not the wish to cancel, which {@link #requestCancel} writes. */
    Future<Void> save(Job job) {
        JsonObject progress = document(job);
        progress.remove("cancelRequested");
        if (job.running()) {
            progress.remove("key");
        }
        return update(job.jobId(), progress);
    }

    Future<Void> requestCancel(String jobId) {
        return update(jobId, new JsonObject().put("cancelRequested", true).put("key", jobId));
    }

    Future<Optional<Job>> find(String jobId) {
        return one(byId(jobId));
    }

    Future<Optional<Job>> withKey(String key) {
        return one(new JsonObject().put("key", key));
    }

    Future<List<Job>> running() {
        JsonObject running = new JsonObject().put("state", Job.State.RUNNING.label());
        return list(
                running, new FindOptions().setLimit(MOST_RUNNING).setSort(new JsonObject().put("createdAtMicros", 1)));
    }

    Future<List<Job>> newest(int limit) {
        return list(
                new JsonObject(),
                new FindOptions().setLimit(limit).setSort(new JsonObject().put("createdAtMicros", -1)));
    }

    private Future<List<Job>> list(JsonObject filter, FindOptions options) {
        return mongo.run(client -> client.findWithOptions(JOBS, filter, options))
                .map(found -> found.stream().map(JobStore::job).toList());
    }

    private Future<Optional<Job>> one(JsonObject filter) {
        return mongo.run(client -> client.findOne(JOBS, filter, new JsonObject()))
                .map(found -> optional(found).map(JobStore::job));
    }

    private static Optional<JsonObject> optional(@Nullable JsonObject found) {
        return Optional.ofNullable(found);
    }

    private Future<Void> update(String jobId, JsonObject fields) {
        return mongo.run(client -> client.updateCollection(JOBS, byId(jobId), new JsonObject().put("$set", fields)))
                .mapEmpty();
    }

    private static JsonObject document(Job job) {
        return Wire.toJson(job).put("createdAtMicros", job.createdAtMicros());
    }

    private static Job job(JsonObject document) {
        return Wire.fromJson(document, Job.class);
    }
}
