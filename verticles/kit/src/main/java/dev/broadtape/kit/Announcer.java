package dev.broadtape.kit;

import static dev.broadtape.contract.Contract.RECORD_EVENT;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import io.micrometer.core.instrument.Counter;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells the events of a verticle that has no outbox of its own: they go to ingest's, one at a time and in order.
 *
 * <p>While ingest is away they wait here, at most {@link #CAPACITY} behind the one that is being sent; then the oldest is dropped and counted. For
 * use on one context.
 */
public final class Announcer {
    /** Events that wait for ingest. */
    public static final int CAPACITY = 1_000;

    private final Vertx vertx;
    private final Events events;
    private final Counter dropped;
    private final Deque<DomainEvent> waiting = new ArrayDeque<>();
    private boolean sending;

    public Announcer(Vertx vertx, Node node, String source) {
        this.vertx = vertx;
        this.events = new Events(node, source);
        this.dropped = Counter.builder("broadtape.events.dropped")
                .description("domain events given up because ingest was away for too long or refused them")
                .tag("source", source)
                .register(node.metrics());
    }

    public void announce(EventData data) {
        announce(events.of(data));
    }

    private void announce(DomainEvent event) {
        if (waiting.size() == CAPACITY) {
            waiting.removeFirst();
            dropped.increment();
        }
        waiting.addLast(event);
        if (!sending) {
            sending = true;
            sendNext();
        }
    }

    private void sendNext() {
        DomainEvent next = waiting.pollFirst();
        if (next == null) {
            sending = false;
            return;
        }
        new Retry(vertx, "recording " + next.eventType().wireName())
                .untilDone(() -> RECORD_EVENT.ask(vertx.eventBus(), next))
                .onComplete(v -> sendNext());
    }
}
