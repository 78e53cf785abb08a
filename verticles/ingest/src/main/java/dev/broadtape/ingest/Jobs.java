package dev.broadtape.ingest;

import static dev.broadtape.contract.Fault.Kind.CONFLICT;
import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;
import static dev.broadtape.contract.Fault.Kind.RATE_LIMITED;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Trace;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fetch jobs: one runs, the others wait their turn, at most {@link #MOST_OPEN} together. A job is in the store
 * before anyone is told its id; those that a stopped process left unfinished go on at the next start.
 */
final class Jobs {
    static final int MOST_OPEN = 100;

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final Node node;
    private final JobStore store;
    private final JobBook book;
    private final JobRunner runner;
    private final Patience patience;
    private boolean busy;

    Jobs(Node node, JobStore store, JobBook book, JobRunner runner, Patience patience) {
        this.node = node;
        this.store = store;
        this.book = book;
        this.runner = runner;
        this.patience = patience;
    }

    int open() {
        return book.running().size();
    }

    /** A new job, or the running one that does the same. */
    Future<Job> submit(List<String> symbols, OutputSize size) {
        String key = key(symbols, size);
        Optional<Job> same =
                book.running().stream().filter(job -> job.key().equals(key)).findFirst();
        if (same.isPresent()) {
            return Future.succeededFuture(same.get());
        }
        if (open() >= MOST_OPEN) {
            return Future.failedFuture(Fault.of(RATE_LIMITED, "%d jobs wait already".formatted(open())));
        }
        return add(job(key, symbols, size)).onSuccess(this::begin);
    }

    private Future<Job> add(Job job) {
        return store.add(job)
                .compose(added -> added ? Future.succeededFuture(Optional.of(job)) : store.withKey(job.key()))
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> add(job)));
    }

    private Job job(String key, List<String> symbols, OutputSize size) {
        return new Job(
                UuidCreator.getTimeOrderedEpoch().toString(),
                key,
                Job.State.RUNNING,
                false,
                size,
                Trace.currentOrNew(),
                node.nowMicros(),
                Optional.empty(),
                symbols.stream().map(Progress::waiting).toList());
    }

    private static String key(List<String> symbols, OutputSize size) {
        String work = "%s %s".formatted(size.label(), symbols.stream().sorted().toList());
        return "running:" + UUID.nameUUIDFromBytes(work.getBytes(StandardCharsets.UTF_8));
    }

    /** Goes on with what the store says is unfinished. */
    Future<Void> resume() {
        return store.running().onSuccess(found -> found.forEach(this::begin)).mapEmpty();
    }

    private void begin(Job job) {
        book.open(job);
        runNext();
    }

    private void runNext() {
        Optional<Job> next = book.running().stream().findFirst();
        if (busy || next.isEmpty() || patience.ended()) {
            return;
        }
        busy = true;
        String jobId = next.get().jobId();
        runner.run(jobId).onFailure(thrown -> abandon(jobId, thrown)).onComplete(v -> {
            busy = false;
            runNext();
        });
    }

    /** The next start takes it up again; until then it is out of the others' way. */
    private void abandon(String jobId, Throwable thrown) {
        if (patience.ended()) {
            log.info("job {} goes on at the next start", jobId);
        } else {
            log.error("job {} stopped", jobId, thrown);
        }
        book.close(jobId);
    }

    Future<Job> find(String jobId) {
        return book.find(jobId)
                .map(Optional::of)
                .map(Future::succeededFuture)
                .orElseGet(() -> store.find(jobId))
                .map(found -> found.orElseThrow(() -> Fault.of(NOT_FOUND, "there is no job " + jobId)));
    }

    /** The newest first; the memory knows more of the running ones. */
    Future<List<Job>> newest(int limit) {
        return store.newest(limit)
                .map(stored -> stored.stream()
                        .map(job -> book.find(job.jobId()).orElse(job))
                        .toList());
    }

    /** Stops a job after the symbol that it is at. */
    Future<Job> cancel(String jobId) {
        return find(jobId)
                .compose(job -> job.running()
                        ? book.cancel(jobId)
                        : Future.failedFuture(Fault.of(CONFLICT, "job %s is over".formatted(jobId))));
    }
}
