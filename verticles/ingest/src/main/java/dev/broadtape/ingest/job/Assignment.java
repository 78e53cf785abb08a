package dev.broadtape.ingest.job;

import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.store.Patience;
import dev.broadtape.ingest.store.Tenure;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** A job that this host does: where it stands, ahead of the store by one symbol, and the lease on it. */
final class Assignment {
    private final Tenure tenure;
    private final Patience patience;
    private final Consumer<Job> listener;
    private Job job;

    /**
     * What was taken.
     *
     * @param listener hears of every change
     */
    Assignment(Job job, Tenure tenure, Patience patience, Consumer<Job> listener) {
        this.job = job;
        this.tenure = tenure;
        this.patience = patience;
        this.listener = listener;
        tenure.onRenewal(document -> cancelIf(JobStore.job(document).cancelRequested()));
    }

    Job job() {
        return job;
    }

    Tenure tenure() {
        return tenure;
    }

    private void cancelIf(boolean requested) {
        if (requested && !job.cancelRequested()) {
            now(job.cancelling());
        }
    }

    void cancel() {
        cancelIf(true);
    }

    void now(Job next) {
        job = next;
        listener.accept(next);
    }

    /** Done when the lease is certainly ours. Fails with {@link Lost} when it is another's. */
    Future<Void> confirm() {
        if (tenure.sure()) {
            return Future.succeededFuture();
        }
        return patience.until("renewing the lease of a job", this::renew);
    }

    private Future<Void> renew() {
        return tenure.renew()
                .compose(v -> tenure.over() ? Future.failedFuture(new Lost()) : Future.succeededFuture())
                .compose(v -> tenure.sure()
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture(Fault.unavailable("MongoDB answers too slowly to hold a lease")));
    }

    /** For a write that the store has refused. */
    Future<Void> held(boolean accepted) {
        if (accepted) {
            return Future.succeededFuture();
        }
        tenure.lose();
        return Future.failedFuture(new Lost());
    }

    /** Another host does the job now; nothing is wrong with it. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1;

        Lost() {
            super("another host does it", null, false, false);
        }
    }
}
