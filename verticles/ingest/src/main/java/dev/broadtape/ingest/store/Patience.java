package dev.broadtape.ingest.store;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Retry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Does background work that needs a store: while the store is away it tries again, any other failure it passes on. */
public final class Patience {
    private final Vertx vertx;
    private boolean ended;

    public Patience(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * The first outcome of {@code work} that is not UNAVAILABLE. Fails at once when {@link #end ended}.
     *
     * @param what is done, for the log
     */
    public <T> Future<T> until(String what, Supplier<Future<T>> work) {
        if (ended) {
            return Future.failedFuture(Fault.of(Fault.Kind.CONFLICT, "ingest is stopping"));
        }
        return new Retry(vertx, what)
                .<Future<T>>untilDone(() -> work.get().transform(Patience::settled))
                .compose(outcome -> outcome);
    }

    /** From here on nothing is begun: a job that cannot write its progress goes on at the next start. */
    public void end() {
        ended = true;
    }

    public boolean ended() {
        return ended;
    }

    private static <T> Future<Future<T>> settled(T result, Throwable thrown) {
        if (thrown == null) {
            return Future.succeededFuture(Future.succeededFuture(result));
        }
        return unavailable(thrown) ? Future.failedFuture(thrown) : Future.succeededFuture(Future.failedFuture(thrown));
    }

    public static boolean unavailable(Throwable thrown) {
        return thrown instanceof Fault fault && fault.kind() == Fault.Kind.UNAVAILABLE;
    }
}
