package dev.broadtape.driver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.Query;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Causes;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one partition of a run to the receiver that owns it, frame after frame, and never more than a window of them
 * unacknowledged: that is the back-pressure.
 *
 * <p>No frame is kept. After any failure, and when the owner changes, it asks how far the partition is durable and makes
 * the frames from there on again. For use on one context.
 */
final class PartitionSender {
    private static final Logger log = LoggerFactory.getLogger(PartitionSender.class);
    /** Frames that are made in one go; then others get their turn. */
    private static final int BURST = 4;

    /** Whom it sends for. */
    interface Owner {
        /** Nothing from this slice on may be made. */
        long limit();

        /** A receiver has said where to go on. */
        void synced();
    }

    private final Way way;
    private final Owner owner;
    private final int partition;
    private final Inquiry inquiry;
    private final Reel reel;
    private final Count count = new Count();
    private Optional<Query<TickFrame, Position>> frames = Optional.empty();
    private boolean inStep;
    private boolean yielding;

    /** A sender that has yet to {@link #resync}. */
    PartitionSender(Way way, Run run, int partition, Owner owner) {
        this.way = way;
        this.owner = owner;
        this.partition = partition;
        this.inquiry = new Inquiry(way, run.run(), partition, this::goOn);
        this.reel = new Reel(run, partition);
    }

    /** Sends what is due and fits into the window. */
    void pump() {
        if (!inStep) {
            return;
        }
        long now = way.node().nowMicros();
        int made = 0;
        while (count.hasRoom(way.window()) && reel.hasNext(now, owner.limit()) && made++ < BURST) {
            send(reel.next(now, owner.limit()));
        }
        if (made > BURST) {
            goOnLater();
        }
    }

    private void goOnLater() {
        if (!yielding) {
            yielding = true;
            way.vertx().runOnContext(v -> {
                yielding = false;
                pump();
            });
        }
    }

    private void send(TickFrame frame) {
        int sentIn = inquiry.epoch();
        int ticks = frame.ticks().size();
        count.sent(frame, reel.nextSlice());
        frames.orElseThrow()
                .ask(way.vertx().eventBus(), frame)
                .onSuccess(position -> acknowledge(sentIn, ticks, position))
                .onFailure(thrown -> fail(sentIn, thrown));
    }

    private void acknowledge(int sentIn, int ticks, Position position) {
        if (sentIn == inquiry.epoch()) {
            count.acknowledged(ticks, position.sequence());
            pump();
        }
    }

    /** A receiver that has taken nothing since it was asked gets a pause. */
    private void fail(int sentIn, Throwable thrown) {
        if (sentIn != inquiry.epoch()) {
            return;
        }
        log.warn("partition {} lost its receiver after {}: {}", partition, count.acknowledged(), Causes.text(thrown));
        halt();
        if (count.moved()) {
            inquiry.ask();
        } else {
            inquiry.askLater();
        }
    }

    /** Sends nothing more, until {@link #resync}. */
    void halt() {
        inStep = false;
        count.forgetInFlight();
        inquiry.cancel();
    }

    /** Asks where to go on. */
    void resync() {
        halt();
        inquiry.ask();
    }

    /** The roster has changed. */
    void look() {
        if (inquiry.outdated()) {
            resync();
        }
    }

    private void goOn(Position position) {
        reel.windTo(position.sequence());
        count.synced(position.sequence(), reel.nextSlice());
        frames = Optional.of(Contract.frames(partition, inquiry.receiver()));
        inStep = true;
        log.info("partition {} goes on after {}, at slice {}", partition, position.sequence(), reel.nextSlice());
        owner.synced();
        pump();
    }

    int partition() {
        return partition;
    }

    /** Whether it is in step with the receiver. */
    boolean inStep() {
        return inStep;
    }

    Count count() {
        return count;
    }

    Reel reel() {
        return reel;
    }
}
