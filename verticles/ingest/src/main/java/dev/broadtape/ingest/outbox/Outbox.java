package dev.broadtape.ingest.outbox;

import static dev.broadtape.contract.EventType.SYSTEM_STATUS_UPDATE;
import static dev.broadtape.contract.EventType.TICK_GENERATED;
import static dev.broadtape.contract.Fault.Kind.CONFLICT;
import static dev.broadtape.contract.Fault.Kind.TOO_LARGE;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventType;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Recorded;
import dev.broadtape.contract.Wire;
import dev.broadtape.kit.Node;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The events that are to be told, stored before anyone hears of them.
 *
 * <p>With {@link #CAPACITY} unsent ones it refuses those that only say how things are; with twice as many it refuses
 * all, so that their tellers wait. Refusals are counted.
 */
public final class Outbox {
    public static final int CAPACITY = 100_000;

    /** SNS takes 256 KiB, and would refuse a larger event for ever. */
    static final int MAX_EVENT_BYTES = 192 * 1024;

    private static final Set<EventType> LOW_VALUE = EnumSet.of(TICK_GENERATED, SYSTEM_STATUS_UPDATE);

    private final EventStore store;
    private final Node node;
    private final int capacity;
    private final Counter refused;
    private final OutboxWindow window = new OutboxWindow();
    private Runnable listener = () -> {};
    private final AtomicLong unsent = new AtomicLong();
    private long lastRecordedMicros;

    public Outbox(EventStore store, Node node, int capacity) {
        this.store = store;
        this.node = node;
        this.capacity = capacity;
        this.refused = Counter.builder("broadtape.ingest.events.refused")
                .description("domain events refused because the outbox was full or the event too large")
                .register(node.metrics());
    }

    /** Tells {@code listener} of each new event. */
    public void onRecord(Runnable wake) {
        listener = wake;
    }

    /** Takes stock of what the store holds. */
    public Future<Void> load() {
        window.forget();
        return recount().onSuccess(v -> listener.run());
    }

    public long unsent() {
        return unsent.get();
    }

    /** An event with an id that is here already is the same event: it is not told again. */
    public Future<Recorded> record(DomainEvent event) {
        Optional<Fault> refusal = refusal(event);
        if (refusal.isPresent()) {
            refused.increment();
            return Future.failedFuture(refusal.get());
        }
        long recordedAt = Math.max(node.nowMicros(), lastRecordedMicros + 1);
        lastRecordedMicros = recordedAt;
        return store.add(event, recordedAt)
                .onSuccess(added -> took(added, recordedAt, event))
                .map(Recorded.of(event.eventId()));
    }

    private Optional<Fault> refusal(DomainEvent event) {
        if (unsent.get() >= 2L * capacity) {
            return Optional.of(Fault.unavailable("the outbox holds %d unsent events".formatted(unsent.get())));
        }
        if (unsent.get() >= capacity && LOW_VALUE.contains(event.eventType())) {
            return Optional.of(Fault.of(CONFLICT, "the outbox holds %d unsent events".formatted(unsent.get())));
        }
        if (Wire.encode(event).length() > MAX_EVENT_BYTES) {
            return Optional.of(Fault.of(TOO_LARGE, "an event has at most %d bytes".formatted(MAX_EVENT_BYTES)));
        }
        return Optional.empty();
    }

    private void took(boolean added, long recordedAt, DomainEvent event) {
        if (added) {
            unsent.incrementAndGet();
            window.add(recordedAt, event);
        } else {
            window.miss(); // an answer may have been lost after its write: then the store holds it unsent
        }
        listener.run();
    }

    /** The oldest events that were not sent. */
    Future<List<DomainEvent>> oldest(int count) {
        if (!window.needsFilling()) {
            return Future.succeededFuture(window.oldest(count));
        }
        window.beginFilling();
        return store.oldestUnsent(OutboxWindow.CAPACITY).map(found -> {
            window.fill(found.events(), found.all());
            if (found.all()) {
                unsent.set(found.events().size());
            }
            return window.oldest(count);
        });
    }

    Future<Void> sent(Collection<DomainEvent> events) {
        return store.markSent(events, node.nowMicros()).onSuccess(v -> {
            window.remove(events.stream().map(DomainEvent::eventId).toList());
            unsent.updateAndGet(count -> Math.max(0, count - events.size()));
        });
    }

    /** Another host may have recorded events, or sent some. */
    void distrust() {
        window.miss();
    }

    Future<Void> recount() {
        return store.countUnsent().onSuccess(unsent::set).mapEmpty();
    }
}
