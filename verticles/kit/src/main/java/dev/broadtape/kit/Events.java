package dev.broadtape.kit;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.Trace;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Makes the domain events of one verticle: a fresh id, the time, the trace id of what runs now. */
public final class Events {
    private final Node node;
    private final String source;

    /**
     * The events of one verticle.
     *
     * @param source its name: ingest, driver …
     */
    public Events(Node node, String source) {
        this.node = node;
        this.source = source;
    }

    public DomainEvent of(EventData data) {
        return event(Optional.empty(), Trace.currentOrNew(), data);
    }

    /** An event that answers to another and belongs to its trace. */
    public DomainEvent causedBy(DomainEvent cause, EventData data) {
        return event(Optional.of(cause.eventId()), cause.traceId(), data);
    }

    private DomainEvent event(Optional<UUID> cause, String traceId, EventData data) {
        return DomainEvent.of(
                UuidCreator.getTimeOrderedEpoch(),
                source,
                node.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                traceId,
                cause,
                data);
    }
}
