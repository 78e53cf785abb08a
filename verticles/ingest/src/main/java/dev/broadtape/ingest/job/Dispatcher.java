package dev.broadtape.ingest.job;

import static dev.broadtape.ingest.store.Collections.JOBS;

import dev.broadtape.ingest.job.JobStore.Stored;
import dev.broadtape.ingest.store.Leases;
import dev.broadtape.ingest.store.Patience;
import dev.broadtape.ingest.store.Tenure;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs for this host, the oldest first and one at a time, by their leases: two hosts share the jobs, and do
 * what another that has died had taken. A job that was cancelled only has to be ended, so it need not wait.
 */
public final class Dispatcher {
    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private final JobStore store;
    private final Leases leases;
    private final Patience patience;
    private final Workbench bench;
    private final JobList list = new JobList();
    private Optional<Future<Void>> look = Optional.empty();
    private boolean lookAgain;

    /**
     * Nothing is taken before {@link #start}.
     *
     * @param listener hears of every change of a job that is done here
     */
    public Dispatcher(JobStore store, JobRunner runner, Leases leases, Patience patience, Consumer<Job> listener) {
        this.store = store;
        this.leases = leases;
        this.patience = patience;
        this.bench = new Workbench(runner, patience, job -> {
            heard(job);
            listener.accept(job);
        });
    }

    private void heard(Job job) {
        if (job.running()) {
            list.put(job);
        } else {
            list.remove(job.jobId());
        }
    }

    public void start(Vertx vertx) {
        vertx.setPeriodic(leases.lookEvery().toMillis(), id -> lookSoon());
    }

    /** The jobs of all hosts that are not over, as far as is known here. */
    Collection<Job> open() {
        return list.open();
    }

    /** A job that this host does. */
    Optional<Assignment> mine(String jobId) {
        return bench.find(jobId);
    }

    /** The job that this host fetches for. */
    Optional<Job> current() {
        return bench.current();
    }

    /** A job that was stored just now. */
    void added(Job job) {
        list.put(job);
        lookSoon();
    }

    void lookSoon() {
        look().onFailure(thrown -> log.debug("jobs are not looked for: {}", Causes.text(thrown)));
    }

    /** Takes what is to be had. One look at a time; whoever asks during one gets another after it. */
    Future<Void> look() {
        if (look.isPresent()) {
            lookAgain = true;
            return look.get();
        }
        list.beginRead();
        Future<Void> now =
                patience.ended() ? Future.succeededFuture() : store.running().compose(this::consider);
        look = Optional.of(now);
        now.onComplete(v -> looked());
        return now;
    }

    private void looked() {
        look = Optional.empty();
        if (lookAgain) {
            lookAgain = false;
            lookSoon();
        }
    }

    private Future<Void> consider(List<Stored> found) {
        list.read(found.stream().map(Stored::job).toList(), bench.jobs());
        leases.watchOnly(list.ids());
        Future<Void> done = Future.succeededFuture();
        for (Stored stored : found) {
            done = done.compose(v -> takeIfFree(stored));
        }
        return done;
    }

    private Future<Void> takeIfFree(Stored stored) {
        Job job = stored.job();
        boolean free = bench.mayTake(job.jobId()) && leases.takeable(job.jobId(), stored.lease());
        boolean wanted = job.cancelRequested() || !bench.busy();
        return free && wanted && !patience.ended() ? take(stored) : Future.succeededFuture();
    }

    private Future<Void> take(Stored stored) {
        return leases.take(JOBS, stored.job().jobId(), stored.lease())
                .compose(taken ->
                        taken.map(tenure -> begin(stored.job(), tenure)).orElseGet(Future::succeededFuture));
    }

    /** What the former holder wrote last may be newer than what was seen. */
    private Future<Void> begin(Job seen, Tenure tenure) {
        return store.find(seen.jobId())
                .onFailure(thrown -> tenure.end())
                .onSuccess(job -> bench.work(job.orElse(seen), tenure).onComplete(v -> lookSoon()))
                .mapEmpty();
    }

    /** Lets go of what this host does, for the next start or another host. */
    public Future<Void> stop() {
        return bench.release();
    }
}
