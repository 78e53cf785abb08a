package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Blocking work of one kind, off the event loop: a few at once, some waiting, the rest refused. For one context. */
final class Desk {
    private final String name;
    private final int capacity;
    private final WorkerExecutor worker;
    private int taken;
    private boolean closed;

    /**
     * A desk of its own threads.
     *
     * @param capacity how many may be done or wait at a time
     */
    Desk(Vertx vertx, String name, int threads, int capacity) {
        this.name = name;
        this.capacity = capacity;
        this.worker = vertx.createSharedWorkerExecutor("broadtape-" + name + "-" + UUID.randomUUID(), threads);
    }

    /** Fails with RATE_LIMITED when too many wait, with UNAVAILABLE after the end. */
    <T> Future<T> run(Callable<T> work) {
        if (closed) {
            return Future.failedFuture(Fault.unavailable("this receiver is stopping"));
        }
        if (taken == capacity) {
            return Future.failedFuture(
                    Fault.of(Fault.Kind.RATE_LIMITED, "%d requests for %s wait already".formatted(taken, name)));
        }
        taken++;
        return worker.executeBlocking(work, false).onComplete(v -> taken--);
    }

    Future<Void> close() {
        closed = true;
        return worker.close();
    }
}
