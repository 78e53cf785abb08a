package dev.broadtape.bridge;

import static dev.broadtape.contract.Contract.EVENTS;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Trace;
import io.vertx.core.Vertx;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/** Tells each event once on the bus, however many messages bring it. For use on one context. */
final class Teller {
    private final Vertx vertx;
    private final RecentIds<UUID> known = new RecentIds<>();
    private final LongAdder told = new LongAdder();

    Teller(Vertx vertx) {
        this.vertx = vertx;
    }

    /** How many events were told. */
    long told() {
        return told.sum();
    }

    /** False if it was told before. */
    boolean tell(DomainEvent event) {
        if (!known.add(event.eventId())) {
            return false;
        }
        Trace.enter(event.traceId());
        EVENTS.publish(vertx.eventBus(), event);
        told.increment();
        return true;
    }
}
