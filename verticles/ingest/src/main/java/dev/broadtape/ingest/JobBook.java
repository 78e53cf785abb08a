package dev.broadtape.ingest;

import dev.broadtape.contract.Fault;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The jobs that are not over, in memory and in the store. The memory is ahead, the store follows. */
final class JobBook {
    private final JobStore store;
    private final Patience patience;
    private final Map<String, Job> running = new LinkedHashMap<>();

    JobBook(JobStore store, Patience patience) {
        this.store = store;
        this.patience = patience;
    }

    Collection<Job> running() {
        return running.values();
    }

    Optional<Job> find(String jobId) {
        return Optional.ofNullable(running.get(jobId));
    }

    Job running(String jobId) {
        return find(jobId).orElseThrow(() -> new IllegalStateException("job %s is not running".formatted(jobId)));
    }

    /** Takes in a job that is in the store. */
    void open(Job job) {
        running.putIfAbsent(job.jobId(), job);
    }

    /** Only the runner calls this, one at a time. A job that is over leaves the book once it is stored. */
    Future<Void> save(Job job) {
        if (job.running()) {
            running.put(job.jobId(), job);
        }
        return patience.until("storing a job", () -> store.save(job)).onSuccess(v -> {
            if (!job.running()) {
                close(job.jobId());
            }
        });
    }

    void close(String jobId) {
        running.remove(jobId);
    }

    Future<Job> cancel(String jobId) {
        return store.requestCancel(jobId).map(v -> {
            Job cancelling = find(jobId)
                    .orElseThrow(() -> Fault.of(Fault.Kind.CONFLICT, "job %s is over".formatted(jobId)))
                    .cancelling();
            running.put(jobId, cancelling);
            return cancelling;
        });
    }
}
