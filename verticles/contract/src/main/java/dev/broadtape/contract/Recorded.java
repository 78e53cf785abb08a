package dev.broadtape.contract;

import java.util.UUID;

/** An event is in the outbox and will be told. */
public record Recorded(int version, UUID eventId) {
    public static Recorded of(UUID eventId) {
        return new Recorded(DomainEvent.VERSION, eventId);
    }
}
