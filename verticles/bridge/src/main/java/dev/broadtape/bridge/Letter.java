package dev.broadtape.bridge;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Wire;
import io.vertx.core.buffer.Buffer;
import java.util.UUID;

/**
 * An event on its way out.
 *
 * @param json the envelope, the same to every destination
 */
record Letter(DomainEvent event, Buffer json) {
    static Letter of(DomainEvent event) {
        return new Letter(event, Wire.encode(event));
    }

    UUID id() {
        return event.eventId();
    }

    /** What keeps its order: the symbol, or where the event has none, whoever tells it. */
    String key() {
        return event.data().subject().orElse(event.eventSource());
    }
}
