package dev.broadtape.ingest.job;

import static dev.broadtape.ingest.store.Collections.JOBS;
import static dev.broadtape.ingest.store.Collections.byId;
import static dev.broadtape.ingest.store.Collections.expiry;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Wire;
import dev.broadtape.ingest.store.Embedded;
import dev.broadtape.ingest.store.Find;
import dev.broadtape.ingest.store.Lease;
import dev.broadtape.ingest.store.Mongo;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The jobs, by their ids, each with its lease and the events that are to be told of it. What the host that does a
 * job writes is refused when it has lost the lease. A job that is over stays for {@link #KEEP}.
 */
public final class JobStore {
    static final Duration KEEP = Duration.ofDays(30);

    /** More than {@link Jobs} lets wait, since hosts count for themselves. */
    private static final int MOST_RUNNING = 1_000;

    private final Mongo mongo;

    public JobStore(Mongo mongo) {
        this.mongo = mongo;
    }

    /** A job and who does it. */
    record Stored(Job job, Lease lease) {}

    /** False when another running job has the same key. */
    Future<Boolean> add(Job job) {
        JsonObject document = document(job).put("_id", job.jobId());
        return mongo.run(client -> client.insert(JOBS, document))
                .map(true)
                .recover(thrown ->
                        Mongo.duplicate(thrown) ? Future.succeededFuture(false) : Future.failedFuture(thrown));
    }

    /** How one symbol went, and what is to be told of it, in one write. False when {@code held} matches no more. */
    Future<Boolean> save(JsonObject held, int index, Progress progress, Optional<DomainEvent> event) {
        JsonObject set = new JsonObject().put("symbols." + index, Wire.toJson(progress));
        event.ifPresent(told -> Embedded.put(set, told));
        return set(held, set);
    }

    /** The end of a job and its event, in one write. False when {@code held} matches no more. */
    Future<Boolean> end(JsonObject held, Job over, DomainEvent event) {
        JsonObject set =
                document(over).put("expiresAt", expiry(over.finishedAtMicros().orElseThrow(), KEEP));
        set.remove("cancelRequested");
        Embedded.put(set, event);
        return set(held, set);
    }

    /** False when the job is over, or there is none. */
    Future<Boolean> requestCancel(String jobId) {
        JsonObject running = byId(jobId).put("state", Job.State.RUNNING.label());
        return set(running, new JsonObject().put("cancelRequested", true).put("key", jobId));
    }

    private Future<Boolean> set(JsonObject filter, JsonObject fields) {
        return mongo.run(client -> client.updateCollection(JOBS, filter, new JsonObject().put("$set", fields)))
                .map(result -> result.getDocMatched() > 0);
    }

    Future<Optional<Job>> find(String jobId) {
        return one(byId(jobId));
    }

    Future<Optional<Job>> withKey(String key) {
        return one(new JsonObject().put("key", key));
    }

    /** Those that are not over, oldest first. */
    Future<List<Stored>> running() {
        JsonObject running = new JsonObject().put("state", Job.State.RUNNING.label());
        FindOptions oldestFirst =
                new FindOptions().setLimit(MOST_RUNNING).setSort(new JsonObject().put("createdAtMicros", 1));
        return mongo.run(Find.in(JOBS, running, oldestFirst))
                .map(found -> found.stream()
                        .map(document -> new Stored(job(document), Lease.of(document)))
                        .toList());
    }

    /** By their ids, which begin with when they were made. */
    Future<List<Job>> newest(Optional<String> before, int limit) {
        FindOptions newestFirst = new FindOptions().setLimit(limit).setSort(new JsonObject().put("_id", -1));
        JsonObject filter = new JsonObject();
        before.ifPresent(jobId -> filter.put("_id", new JsonObject().put("$lt", jobId)));
        return mongo.run(Find.in(JOBS, filter, newestFirst))
                .map(found -> found.stream().map(JobStore::job).toList());
    }

    private Future<Optional<Job>> one(JsonObject filter) {
        return mongo.run(client -> client.findOne(JOBS, filter, new JsonObject()))
                .map(found -> found == null ? Optional.empty() : Optional.of(job(found)));
    }

    private static JsonObject document(Job job) {
        return Wire.toJson(job).put("createdAtMicros", job.createdAtMicros());
    }

    static Job job(JsonObject document) {
        return Wire.fromJson(document, Job.class);
    }
}
