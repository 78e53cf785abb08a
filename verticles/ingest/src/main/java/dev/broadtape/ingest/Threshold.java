package dev.broadtape.ingest;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData.DataThresholdReached;
import dev.broadtape.kit.Events;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Tells, once in the life of a store, that enough symbols have data. The stored event is the memory of that: should
 * the process die between data and event, the next start finds the data, misses the event and tells it.
 */
final class Threshold {
    private final int threshold;
    private final Board board;
    private final EventStore store;
    private final Outbox outbox;
    private final Events events;
    private boolean told;
    private Optional<DomainEvent> event = Optional.empty();

    Threshold(int threshold, Board board, EventStore store, Outbox outbox, Node node) {
        this.threshold = threshold;
        this.board = board;
        this.store = store;
        this.outbox = outbox;
        this.events = new Events(node, JobEvents.SOURCE);
    }

    int threshold() {
        return threshold;
    }

    /** Looks into the store whether it was told. */
    Future<Void> load() {
        return store.toldThreshold(threshold).compose(known -> {
            told = known;
            return check();
        });
    }

    /** Call it when a symbol has got data. A failed call repeats the same event, so it stays one. */
    Future<Void> check() {
        if (told || board.ready() < threshold) {
            return Future.succeededFuture();
        }
        DomainEvent reached = event.orElseGet(() -> events.of(new DataThresholdReached(board.ready(), threshold)));
        event = Optional.of(reached);
        return outbox.record(reached).onSuccess(recorded -> told = true).mapEmpty();
    }
}
