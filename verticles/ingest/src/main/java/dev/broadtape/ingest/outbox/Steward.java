package dev.broadtape.ingest.outbox;

import dev.broadtape.ingest.store.Turn;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever has the turn to tell events sees to what others may have left: at once, and every thirty seconds. */
public final class Steward {
    private static final Logger log = LoggerFactory.getLogger(Steward.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    /** The turn may have been in doubt when it was gained, or when a symbol got its data. To look costs nothing. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Turn turn;
    private final Handover handover;
    private final Outbox outbox;
    private final Threshold threshold;
    private boolean unseen;

    public Steward(Turn turn, Handover handover, Outbox outbox, Threshold threshold) {
        this.turn = turn;
        this.handover = handover;
        this.outbox = outbox;
        this.threshold = threshold;
    }

    public void start(Vertx vertx) {
        turn.onGain(() -> {
            threshold.forget();
            unseen = true;
            log.info("this host tells the events");
            see();
        });
        vertx.setPeriodic(EVERY.toMillis(), id -> see());
        vertx.setPeriodic(SOON.toMillis(), id -> catchUp());
    }

    private void see() {
        if (turn.ours()) {
            unseen = false;
            settle(handover.collect().compose(v -> outbox.load()).compose(v -> threshold.load()));
        }
    }

    private void catchUp() {
        if (unseen) {
            see();
        } else {
            settle(threshold.check());
        }
    }

    private static void settle(Future<Void> work) {
        work.onFailure(thrown -> log.warn("events may wait: {}", Causes.text(thrown)));
    }
}
