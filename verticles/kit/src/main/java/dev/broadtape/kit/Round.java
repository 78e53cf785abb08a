package dev.broadtape.kit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does blocking work again and again on a thread of its own, never twice at a time; what fails is done again with the next
 * round. For one context.
 */
public final class Round {
    private static final Logger log = LoggerFactory.getLogger(Round.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final String what;
    private final Runnable work;
    private final WorkerExecutor worker;
    private boolean busy;
    private boolean failing;
    private boolean closed;

    /**
     * Work that has not begun.
     *
     * @param what is done, for the log: "removing old rows"
     */
    public Round(Vertx vertx, String what, Runnable work) {
        this.vertx = vertx;
        this.what = what;
        this.work = work;
        this.worker = vertx.createSharedWorkerExecutor(
                "broadtape-%s-%s".formatted(what.replace(' ', '-'), UUID.randomUUID()), 1);
    }

    /** From now on, as long as the verticle runs. */
    public void every(Duration period) {
        vertx.setPeriodic(period.toMillis(), id -> turn());
    }

    private void turn() {
        if (busy || closed) {
            return;
        }
        busy = true;
        run(work)
                .onComplete(done -> busy = false)
                .onSuccess(v -> failing = false)
                .onFailure(this::complain);
    }

    private Future<Void> run(Runnable once) {
        return worker.executeBlocking(
                () -> {
                    once.run();
                    return null;
                },
                false);
    }

    /** Once, not with every round. */
    private void complain(Throwable thrown) {
        if (!failing && !closed) {
            log.warn("{} failed, and is tried again: {}", what, Causes.text(thrown));
        }
        failing = true;
    }

    /** Does the last piece of work behind the one that is being done, for two seconds at most. */
    public Future<Void> close(Runnable last) {
        closed = true;
        return run(last)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(thrown -> log.warn("{} did not end in time: {}", what, Causes.text(thrown)))
                .otherwiseEmpty()
                .eventually(worker::close);
    }
}
