package dev.broadtape.driver;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Retry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * Changes what is on, one change at a time. A change of the plan is stored before a tick of it is made, and while it is being
 * stored no partition goes beyond the slice where it begins. So whoever takes the run over finds a plan that holds for every
 * tick there is. For use on one context.
 */
final class Changes {
    private final Vertx vertx;
    private final Tape tape;
    private final Runs runs;
    private boolean pending;

    Changes(Vertx vertx, Tape tape, Runs runs) {
        this.vertx = vertx;
        this.tape = tape;
        this.runs = runs;
    }

    /** Whether one is on its way. */
    boolean pending() {
        return pending;
    }

    /** Runs {@code change} unless another one is on its way: then it fails with CONFLICT. */
    <T> Future<T> alone(Supplier<Future<T>> change) {
        if (pending) {
            return Future.failedFuture(Fault.of(Fault.Kind.CONFLICT, "the run is being changed already"));
        }
        pending = true;
        return Future.succeededFuture().compose(v -> change.get()).onComplete(v -> pending = false);
    }

    /**
     * Puts {@code next} in place of the run that is on, with a change from slice {@code from}.
     *
     * <p>It fails with UNAVAILABLE unless all partitions are in step: before, nobody knows what has been made.
     */
    Future<Run> save(long from, Run next) {
        if (next.segments().size() > Run.MAX_SEGMENTS) {
            return Future.failedFuture(Fault.of(Fault.Kind.CONFLICT, "the run is full: begin a new one"));
        }
        if (!tape.senders().inStep()) {
            return Future.failedFuture(Fault.unavailable(
                    "not all partitions are in step with a receiver; only then can the run be changed"));
        }
        return alone(() -> store(from, next));
    }

    private Future<Run> store(long from, Run next) {
        Run before = tape.run().orElseThrow();
        tape.hold(from);
        return runs.save(next)
                .map(next)
                .recover(thrown -> settle(before, next, thrown))
                .onSuccess(tape::follow)
                .onComplete(v -> tape.release());
    }

    /**
     * A change that failed may be stored all the same, or be stored later, but for a fault. So the revision that it would have
     * replaced is replaced: then it is known which of the two was quicker.
     */
    private Future<Run> settle(Run before, Run next, Throwable thrown) {
        if (thrown instanceof Fault) {
            return Future.failedFuture(thrown);
        }
        return new Retry(vertx, "settling a change of run " + next.run())
                .untilDone(() -> tape.closed() ? Future.succeededFuture(before) : settleOnce(before, next))
                .onSuccess(tape::follow)
                .compose(stored -> stored.equals(next) ? Future.succeededFuture(next) : Future.failedFuture(thrown));
    }

    private Future<Run> settleOnce(Run before, Run next) {
        Run other = before.unchanged();
        return runs.save(other)
                .map(other)
                .recover(thrown -> conflict(thrown) ? found(before, next) : Future.failedFuture(thrown));
    }

    private Future<Run> found(Run before, Run next) {
        return runs.find(next.run())
                .map(found -> found.filter(run -> run.equals(next) || run.equals(before.unchanged()))
                        .orElse(before));
    }

    private static boolean conflict(Throwable thrown) {
        return thrown instanceof Fault fault && fault.kind() == Fault.Kind.CONFLICT;
    }
}
