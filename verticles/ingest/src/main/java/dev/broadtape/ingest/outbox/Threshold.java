package dev.broadtape.ingest.outbox;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData.DataThresholdReached;
import dev.broadtape.ingest.store.Board;
import dev.broadtape.ingest.store.Turn;
import dev.broadtape.kit.Events;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Tells, once in the life of a store, that enough symbols have data. The stored event is the memory of that: should
 * the process die between data and event, whoever takes its turn finds the data, misses the event and tells it.
 */
public final class Threshold {
    private final int threshold;
    private final Board board;
    private final EventStore store;
    private final Outbox outbox;
    private final Turn turn;
    private final Events events;
    private Optional<Boolean> told = Optional.empty();
    private Optional<DomainEvent> event = Optional.empty();

    /**
     * What to tell and how.
     *
     * @param turn only whoever has it tells, so that two hosts do not
     */
    public Threshold(int threshold, Board board, EventStore store, Outbox outbox, Turn turn, Events events) {
        this.threshold = threshold;
        this.board = board;
        this.store = store;
        this.outbox = outbox;
        this.turn = turn;
        this.events = events;
    }

    public int threshold() {
        return threshold;
    }

    /** Another host may have told it meanwhile: until {@link #load} nothing is told. */
    void forget() {
        told = Optional.empty();
    }

    /** Looks into the store whether it was told. */
    Future<Void> load() {
        return store.toldThreshold(threshold).compose(known -> {
            told = Optional.of(known);
            return check();
        });
    }

    /** Call it when a symbol has got data. A failed call repeats the same event, so it stays one. */
    public Future<Void> check() {
        boolean due = turn.ours() && told.filter(known -> !known).isPresent() && board.ready() >= threshold;
        if (!due) {
            return Future.succeededFuture();
        }
        DomainEvent reached = event.orElseGet(() -> events.of(new DataThresholdReached(board.ready(), threshold)));
        event = Optional.of(reached);
        return outbox.record(reached)
                .onSuccess(recorded -> told = Optional.of(true))
                .mapEmpty();
    }
}
