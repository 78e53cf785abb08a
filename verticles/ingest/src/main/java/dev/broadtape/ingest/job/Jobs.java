package dev.broadtape.ingest.job;

import static dev.broadtape.contract.Fault.Kind.CONFLICT;
import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;
import static dev.broadtape.contract.Fault.Kind.RATE_LIMITED;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Trace;
import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The fetch jobs of all ingest hosts, at most {@link #MOST_OPEN} together. A job is in the store before anyone is told
 * its id.
 */
public final class Jobs {
    public static final int MOST_OPEN = 100;

    private final Node node;
    private final JobStore store;
    private final Dispatcher dispatcher;

    public Jobs(Node node, JobStore store, Dispatcher dispatcher) {
        this.node = node;
        this.store = store;
        this.dispatcher = dispatcher;
    }

    /** How many are not over. */
    public int open() {
        return dispatcher.open().size();
    }

    /** Those that are not over. */
    public Collection<Job> running() {
        return dispatcher.open();
    }

    /** How many symbols the job has that this host does now; 0 without one. */
    public int symbols() {
        return dispatcher.current().map(job -> job.symbols().size()).orElse(0);
    }

    /** How many of them are through. */
    public int symbolsDone() {
        return dispatcher
                .current()
                .map(job -> job.count(Progress.State.DONE) + job.count(Progress.State.FAILED))
                .orElse(0);
    }

    /** A new job, or the running one that does the same. */
    public Future<Job> submit(List<String> symbols, OutputSize size) {
        String key = key(symbols, size);
        Optional<Job> same =
                dispatcher.open().stream().filter(job -> job.key().equals(key)).findFirst();
        if (same.isPresent()) {
            return Future.succeededFuture(same.get());
        }
        if (open() >= MOST_OPEN) {
            return Future.failedFuture(Fault.of(RATE_LIMITED, "%d jobs wait already".formatted(open())));
        }
        return add(job(key, symbols, size)).onSuccess(dispatcher::added);
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

    /** Learns what is unfinished, and goes on with it. */
    public Future<Void> resume() {
        return dispatcher.look();
    }

    public Future<Job> find(String jobId) {
        return dispatcher
                .mine(jobId)
                .map(work -> Future.succeededFuture(Optional.of(work.job())))
                .orElseGet(() -> store.find(jobId))
                .map(found -> found.orElseThrow(() -> Fault.of(NOT_FOUND, "there is no job " + jobId)));
    }

    /** Whether one of them is to fetch a symbol, or does. */
    public boolean fetches(String symbol) {
        return dispatcher.open().stream().anyMatch(job -> job.waitsFor(symbol));
    }

    /**
     * The newest first; the memory knows more of those that this host does.
     *
     * @param before the last one of the page before
     */
    public Future<List<Job>> newest(Optional<String> before, int limit) {
        return store.newest(before, limit)
                .map(stored -> stored.stream()
                        .map(job -> dispatcher
                                .mine(job.jobId())
                                .map(Assignment::job)
                                .orElse(job))
                        .toList());
    }

    /** Stops a job after the symbol that it is at, whichever host does it. */
    public Future<Job> cancel(String jobId) {
        return find(jobId).compose(job -> store.requestCancel(jobId).map(running -> cancelling(job, running)));
    }

    private Job cancelling(Job job, boolean running) {
        if (!running) {
            throw Fault.of(CONFLICT, "job %s is over".formatted(job.jobId()));
        }
        dispatcher.mine(job.jobId()).ifPresent(Assignment::cancel);
        dispatcher.lookSoon(); // a job that nobody does yet ends at once
        return dispatcher.mine(job.jobId()).map(Assignment::job).orElseGet(job::cancelling);
    }
}
