package dev.broadtape.ingest.outbox;

import dev.broadtape.contract.DomainEvent;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The oldest unsent events in memory, by when they were recorded. As long as the window is complete, which it is
 * unless the bridge was away for long, sending needs no search of the store.
 */
final class OutboxWindow {
    static final int CAPACITY = 1_000;

    private final SortedMap<Long, DomainEvent> events = new TreeMap<>();
    private boolean complete;
    private boolean missed;

    /** A new event of the store; beyond the capacity it stays there until the window is filled again. */
    void add(long recordedAtMicros, DomainEvent event) {
        if (complete && events.size() < CAPACITY) {
            events.put(recordedAtMicros, event);
        } else {
            miss();
        }
    }

    /** The store may hold an unsent event that is not here. */
    void miss() {
        complete = false;
        missed = true;
    }

    boolean needsFilling() {
        return events.isEmpty() && !complete;
    }

    void beginFilling() {
        missed = false;
    }

    /**
     * What the store found since {@link #beginFilling}.
     *
     * @param all whether that is every unsent event there was
     */
    void fill(SortedMap<Long, DomainEvent> found, boolean all) {
        events.putAll(found);
        complete = all && !missed;
    }

    List<DomainEvent> oldest(int count) {
        return events.values().stream().limit(count).toList();
    }

    void remove(Collection<UUID> ids) {
        events.values().removeIf(event -> ids.contains(event.eventId()));
    }

    void forget() {
        events.clear();
        miss();
    }
}
