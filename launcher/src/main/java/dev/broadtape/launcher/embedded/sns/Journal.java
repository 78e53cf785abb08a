package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.h2.mvstore.MVStore;

/**
 * The only way to the state: one worker thread, and an answer to a change only once a commit holds it. Changes that
 * arrive while a commit waits or runs share the next one. What was answered survives the end of the process.
 */
final class Journal {
    private static final int RETENTION_MILLIS = 5_000;

    private final WorkerExecutor worker;
    private final MVStore store;
    private final State state;
    private Optional<Future<Void>> nextCommit = Optional.empty();

    private Journal(WorkerExecutor worker, MVStore store, State state) {
        this.worker = worker;
        this.store = store;
        this.state = state;
    }

    static Future<Journal> open(Vertx vertx, Path file, Counts counts) {
        WorkerExecutor worker = vertx.createSharedWorkerExecutor("embedded-sns-state", 1);
        return worker.executeBlocking(() -> {
            MVStore store = new MVStore.Builder().fileName(file.toString()).open();
            store.setRetentionTime(RETENTION_MILLIS);
            return new Journal(worker, store, new State(store, counts));
        });
    }

    <T> Future<T> read(Function<State, T> question) {
        return worker.executeBlocking(() -> question.apply(state), false);
    }

    <T> Future<T> write(Function<State, T> change) {
        return read(change).compose(answer -> commit().map(answer));
    }

    Future<Void> change(Consumer<State> change) {
        return read(state -> {
                    change.accept(state);
                    return state;
                })
                .compose(changed -> commit());
    }

    Future<Void> close() {
        return worker.<Void>executeBlocking(
                () -> {
                    store.close();
                    return null;
                },
                false);
    }

    private synchronized Future<Void> commit() {
        Future<Void> joined = nextCommit.orElseGet(() -> worker.executeBlocking(this::commitNow, false));
        nextCommit = Optional.of(joined);
        return joined;
    }

    private Void commitNow() {
        synchronized (this) {
            nextCommit = Optional.empty();
        }
        store.commit();
        return null;
    }
}
