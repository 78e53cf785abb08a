package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Retry;
import dev.broadtape.receiver.store.StoreException;
import dev.broadtape.receiver.store.TickStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tick store, opened in the background, and the threads that read and prune it. */
final class Archive {
    private static final Logger log = LoggerFactory.getLogger(Archive.class);
    static final String READS = "broadtape.receiver.store.read";
    private static final Duration PRUNE_EVERY = Duration.ofSeconds(30);
    private static final int READERS = 2;
    private static final int MAX_READS = 64;

    private final Vertx vertx;
    private final TickStores stores;
    private final Timer reads;
    private final Desk reading;
    private final Desk pruning;
    private volatile Optional<TickStore> store = Optional.empty();
    private volatile String reason = "the tick store is opening";
    private volatile boolean closed;

    Archive(Vertx vertx, TickStores stores, MeterRegistry metrics) {
        this.vertx = vertx;
        this.stores = stores;
        this.reads = Timer.builder(READS)
                .description("reading from the tick store, waiting for a thread included")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
        this.reading = new Desk(vertx, "ticks", READERS, MAX_READS);
        this.pruning = new Desk(vertx, "pruning", 1, 1);
    }

    /** Tries until it is open, or this is closed. */
    Future<Void> open() {
        vertx.setPeriodic(PRUNE_EVERY.toMillis(), id -> prune());
        return new Retry(vertx, "opening the tick store")
                .untilDone(() -> closed
                        ? Future.succeededFuture()
                        : reading.run(this::openStore).onFailure(this::explain));
    }

    /** In turn with {@link #closeStore}: a store is never opened after the end. */
    private synchronized Void openStore() {
        if (!closed) {
            store = Optional.of(stores.open());
        }
        return null;
    }

    private void explain(Throwable thrown) {
        reason = Causes.text(thrown);
    }

    private void prune() {
        store.ifPresent(open -> pruning.run(() -> {
                    open.prune();
                    return open.entries();
                })
                .onFailure(thrown -> log.warn("old ticks stay: {}", Causes.text(thrown))));
    }

    /**
     * The store, for a worker thread.
     *
     * @throws Fault UNAVAILABLE when it is not open
     */
    TickStore store() {
        return store.orElseThrow(() -> Fault.unavailable(reason));
    }

    /** The store, once it is open. */
    Optional<TickStore> opened() {
        return store;
    }

    Future<Void> check() {
        return store.isPresent() ? Future.succeededFuture() : Future.failedFuture(Fault.unavailable(reason));
    }

    /** How many ticks were ever stored; none as long as the store is not open. */
    long stored() {
        return store.map(TickStore::stored).orElse(0L);
    }

    /** Reads off the event loop; fails with UNAVAILABLE when the store is not open or does not answer. */
    <T> Future<T> read(Function<TickStore, T> question) {
        Timer.Sample begun = Timer.start();
        return reading.run(() -> question.apply(store()))
                .onComplete(v -> begun.stop(reads))
                .recover(thrown -> Future.failedFuture(
                        thrown instanceof StoreException ? Fault.unavailable(Causes.text(thrown)) : thrown));
    }

    Future<Void> close() {
        closed = true;
        return reading.run(this::closeStore).eventually(reading::close).eventually(pruning::close);
    }

    private synchronized Void closeStore() {
        store.ifPresent(TickStore::close);
        return null;
    }
}
