package dev.broadtape.driver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one partition of a run to its receiver, frame after frame, and never more than a window of them
 * unacknowledged: that is the back-pressure.
 *
 * <p>No frame is kept. After any failure it asks how far the receiver is durable and makes the frames from there on
 * again. For use on one context.
 */
final class PartitionSender {
    private static final Logger log = LoggerFactory.getLogger(PartitionSender.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Vertx vertx;
    private final Node node;
    private final int partition;
    private final int window;
    private final Consumer<PartitionSender> synced;
    private final UUID run;
    private Schedule schedule;

    private boolean streaming;
    private boolean closed;
    private int epoch;
    private int inFlight;
    private long nextSlice;
    private long generated;
    private long acknowledged;

    /**
     * A sender that has yet to {@link #start}.
     *
     * @param synced told each time the receiver has said where to go on
     */
    PartitionSender(Vertx vertx, Node node, Run run, int partition, int window, Consumer<PartitionSender> synced) {
        this.vertx = vertx;
        this.node = node;
        this.run = run.run();
        this.partition = partition;
        this.window = window;
        this.synced = synced;
        this.schedule = new Schedule(run, partition);
    }

    void start() {
        resync();
    }

    /** Goes on by a longer plan of the same run; what was sent stays as it was. */
    void follow(Run run) {
        schedule = new Schedule(run, partition);
    }

    /** Sends what is due and fits into the window, but nothing from {@code limit} on. */
    void pump(long limit) {
        if (!streaming) {
            return;
        }
        long now = node.nowMicros();
        long end = Math.min(Math.min(schedule.sliceDue(now) + 1, limit), schedule.endOfRun());
        while (inFlight < window && nextSlice < end) {
            schedule.frame(nextSlice++, now).ifPresent(this::send);
        }
    }

    private void send(TickFrame frame) {
        int sentIn = epoch;
        inFlight++;
        generated = Math.max(generated, frame.lastSequence());
        Contract.frames(partition)
                .ask(vertx.eventBus(), frame)
                .onSuccess(position -> acknowledge(sentIn, position))
                .onFailure(thrown -> fail(sentIn, thrown));
    }

    private void acknowledge(int sentIn, Position position) {
        if (sentIn == epoch) {
            inFlight--;
            acknowledged = Math.max(acknowledged, position.sequence());
        }
    }

    private void fail(int sentIn, Throwable thrown) {
        if (sentIn == epoch) {
            log.warn("partition {} lost its receiver after {}: {}", partition, acknowledged, Causes.text(thrown));
            resync();
        }
    }

    private void resync() {
        streaming = false;
        epoch++;
        inFlight = 0;
        int askedIn = epoch;
        Contract.positions(partition)
                .ask(vertx.eventBus(), PositionRequest.of(run, partition))
                .onSuccess(position -> goOn(askedIn, position))
                .onFailure(thrown -> {
                    log.debug("partition {} has no receiver: {}", partition, Causes.text(thrown));
                    later();
                });
    }

    private void later() {
        vertx.setTimer(PAUSE.toMillis(), id -> {
            if (!closed) {
                resync();
            }
        });
    }

    private void goOn(int askedIn, Position position) {
        if (askedIn == epoch && !closed) {
            acknowledged = position.sequence();
            generated = Math.max(generated, acknowledged);
            nextSlice = schedule.sliceAfter(acknowledged);
            streaming = true;
            log.info("partition {} goes on after sequence {}, at slice {}", partition, acknowledged, nextSlice);
            synced.accept(this);
        }
    }

    /** Sends nothing more. */
    void close() {
        closed = true;
        streaming = false;
        epoch++;
    }

    boolean streaming() {
        return streaming;
    }

    int partition() {
        return partition;
    }

    long nextSlice() {
        return nextSlice;
    }

    int inFlight() {
        return inFlight;
    }

    /** The last sequence that was sent. */
    long generated() {
        return generated;
    }

    /** The last sequence that the receiver has made durable. */
    long acknowledged() {
        return acknowledged;
    }

    /** How long the next slice has been due, 0 when it is not yet. */
    long lagMicros() {
        long due = schedule.dueMicros(nextSlice);
        return nextSlice >= schedule.endOfRun() ? 0 : Math.max(0, node.nowMicros() - due);
    }
}
