package dev.broadtape.ingest.outbox;

import static dev.broadtape.contract.Contract.PUBLISH_EVENTS;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventBatch;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.TierStatus.Check;
import dev.broadtape.ingest.store.Patience;
import dev.broadtape.ingest.store.Turn;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the outbox to the bridge, oldest first, one batch at a time, and marks what was delivered.
 * It wakes with each new event, and every five seconds to be sure. While the bridge is away its pauses grow. Of several
 * ingest hosts the one whose turn it is sends for all.
 */
public final class Relay {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LAST_BATCH = Duration.ofSeconds(2);
    private static final String BRIDGE = "sns";

    private final Vertx vertx;
    private final Outbox outbox;
    private final Turn turn;
    private final Patience patience;
    private Duration pause = FIRST_PAUSE;
    private Check bridge = new Check(BRIDGE, false, "nothing was sent yet");
    private Future<Boolean> batch = Future.succeededFuture(false);
    private boolean busy;
    private boolean stopping;

    public Relay(Vertx vertx, Outbox outbox, Turn turn, Patience patience) {
        this.vertx = vertx;
        this.outbox = outbox;
        this.turn = turn;
        this.patience = patience;
    }

    public void start() {
        outbox.onRecord(this::wake);
        vertx.setPeriodic(POLL.toMillis(), id -> poll());
    }

    /** Begins no other batch, and lets the one under way be marked, so that the next start does not send it again. */
    public Future<Void> stop() {
        stopping = true;
        return batch.timeout(LAST_BATCH.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(false)
                .mapEmpty();
    }

    /** How the bridge answered last. */
    public Check bridge() {
        return bridge;
    }

    /** Whoever has the turn sends what others have recorded, too; whoever has not only counts. */
    private void poll() {
        if (turn.ours()) {
            outbox.distrust();
            wake();
        } else {
            outbox.recount().onFailure(thrown -> log.debug("unsent events are not counted: {}", Causes.text(thrown)));
        }
    }

    private void wake() {
        if (!busy && turn.ours()) {
            busy = true;
            sendNext();
        }
    }

    private void sendNext() {
        if (stopping || !turn.ours()) {
            busy = false;
            return;
        }
        batch = outbox.oldest(EventBatch.MAX_EVENTS).compose(this::send);
        batch.onSuccess(this::goOn).onFailure(this::backOff);
    }

    /** True when there was something to send. */
    private Future<Boolean> send(List<DomainEvent> batch) {
        if (batch.isEmpty()) {
            return Future.succeededFuture(false);
        }
        return PUBLISH_EVENTS
                .ask(vertx.eventBus(), EventBatch.of(batch))
                .map(receipt -> delivered(batch, receipt))
                .compose(sent -> patience.until("marking events as sent", () -> outbox.sent(sent)))
                .map(true);
    }

    private List<DomainEvent> delivered(List<DomainEvent> batch, EventBatch.Receipt receipt) {
        List<DomainEvent> delivered = batch.stream()
                .filter(event -> receipt.delivered().contains(event.eventId()))
                .toList();
        if (delivered.isEmpty()) {
            throw Fault.unavailable("the bridge delivered none of %d events".formatted(batch.size()));
        }
        found(new Check(BRIDGE, true, "ok"));
        pause = FIRST_PAUSE;
        return delivered;
    }

    private void goOn(boolean sent) {
        if (sent) {
            sendNext();
        } else {
            busy = false;
        }
    }

    private void backOff(Throwable thrown) {
        found(new Check(BRIDGE, false, Causes.text(thrown)));
        vertx.setTimer(pause.toMillis(), id -> sendNext());
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private void found(Check now) {
        if (now.ok() != bridge.ok()) {
            log.info("events {}: {}", now.ok() ? "are delivered" : "wait for the bridge", now.detail());
        }
        bridge = now;
    }
}
