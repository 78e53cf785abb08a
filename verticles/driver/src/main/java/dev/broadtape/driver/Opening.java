package dev.broadtape.driver;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Retry;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Brings a new run on: it is stored first, and on when the claim points at it. For use on one context. */
final class Opening {
    private static final int LOOK_MILLIS = 100;
    private static final int LOOKS = 40;

    private final Way way;
    private final Tape tape;
    private final Store store;
    private final Changes changes;

    Opening(Way way, Tape tape, Store store, Changes changes) {
        this.way = way;
        this.tape = tape;
        this.store = store;
        this.changes = changes;
    }

    /** Begins the run that is asked for; the same request for the same id only finds it. */
    Future<Begun> begin(RunRequest request, Supplier<Run> draft) {
        return request.run()
                .map(id -> store.runs().find(id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(found ->
                        found.map(run -> again(request, run)).orElseGet(() -> alone(() -> open(draft.get()))));
    }

    /** One that is active and not on was stored by a driver that got no further. */
    private Future<Begun> again(RunRequest request, Run found) {
        if (!found.request().equals(request)) {
            throw conflict("there is a run %s with other parameters".formatted(found.run()));
        }
        boolean on = tape.run().filter(run -> run.run().equals(found.run())).isPresent();
        return on || !found.state().active()
                ? Future.succeededFuture(new Begun(found, false))
                : alone(() -> adopt(found));
    }

    private Future<Begun> alone(Supplier<Future<Run>> begin) {
        requireIdle();
        return whenDone(LOOKS)
                .compose(v -> changes.alone(() -> {
                    requireIdle();
                    return begin.get();
                }))
                .map(run -> new Begun(run, true));
    }

    private void requireIdle() {
        tape.run().filter(run -> run.state().active()).ifPresent(run -> {
            throw conflict("run %s is %s: stop it first"
                    .formatted(run.run(), run.state().label()));
        });
    }

    /** A run that was stopped still has ticks on their way. */
    private Future<Void> whenDone(int looks) {
        if (tape.senders().done()) {
            return Future.succeededFuture();
        }
        return looks == 0
                ? Future.failedFuture(Fault.unavailable("ticks of the run before are not acknowledged yet"))
                : way.vertx().timer(LOOK_MILLIS, TimeUnit.MILLISECONDS).compose(v -> whenDone(looks - 1));
    }

    private Future<Run> open(Run run) {
        return certainly("storing", run, () -> store.runs().insert(run))
                .compose(inserted -> inserted ? Future.succeededFuture() : requireOurs(run))
                .compose(v -> point(run).recover(thrown -> discard(run, thrown)));
    }

    private Future<Run> adopt(Run stored) {
        Run ours = stored.underFence(way.fence());
        return store.runs().save(ours).compose(v -> point(ours));
    }

    /** What is there under its id is it, from an attempt of which we had no answer. */
    private Future<Void> requireOurs(Run run) {
        return store.runs()
                .find(run.run())
                .compose(found -> found.filter(run::equals).isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(conflict("there is a run " + run.run())));
    }

    private Future<Run> point(Run run) {
        return certainly("beginning", run, () -> store.claims().point(way.fence(), run.run()))
                .compose(pointed -> pointed
                        ? Future.succeededFuture(run)
                        : Future.failedFuture(conflict("another driver has the lease")));
    }

    /** Where nobody knows whether it was done it is done again, as long as we have the lease; that does no harm. */
    private Future<Boolean> certainly(String what, Run run, Supplier<Future<Boolean>> write) {
        return write.get()
                .recover(thrown -> thrown instanceof Fault
                        ? Future.failedFuture(thrown)
                        : new Retry(way.vertx(), what + " run " + run.run())
                                .untilDone(() -> tape.closed() ? Future.succeededFuture(false) : write.get()));
    }

    private Future<Run> discard(Run run, Throwable thrown) {
        return store.runs().discard(run).otherwise(false).compose(v -> Future.failedFuture(thrown));
    }

    private static Fault conflict(String text) {
        return Fault.of(Fault.Kind.CONFLICT, text);
    }
}
