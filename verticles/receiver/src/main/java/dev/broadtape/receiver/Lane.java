package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.kafka.Mark;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One partition's way from the bus to Kafka, open while it is ours: has all frames that wait committed as one group. While
 * that is on its way the next one gathers, so groups grow with the load and a lone frame waits for nobody. For one context.
 */
final class Lane implements FrameSource {
    private final int partition;
    private final LaneListener listener;
    private final CommitLoop loop;
    private final Intake intake;
    private Optional<Fault> shut = Optional.empty();

    Lane(Vertx vertx, int partition, GroupCommit commits, LaneListener listener) {
        this.partition = partition;
        this.listener = listener;
        this.intake = new Intake(partition, listener::refused);
        this.loop = new CommitLoop(vertx, "partition-" + partition, commits, this);
        release(unavailable("is nobody's yet"));
    }

    private Fault unavailable(String why) {
        return Fault.unavailable("partition %d %s".formatted(partition, why));
    }

    /**
     * Ends with the run's position once the frame is durable.
     *
     * <p>It fails with CONFLICT when the frame leaves a gap, naming the sequence that is expected, or comes from a driver that
     * is over; with RATE_LIMITED when too many wait; with UNAVAILABLE while the lane is not open.
     */
    Future<Position> take(TickFrame frame) {
        if (shut.isPresent()) {
            return Future.failedFuture(shut.get());
        }
        Future<Position> reply = intake.take(frame);
        loop.pump();
        return reply;
    }

    /**
     * Ends once all that was accepted before has settled, and the fence is durable. It fails as {@link #take} does, and with
     * UNAVAILABLE when what has to settle fails.
     */
    Future<Position> position(PositionRequest request) {
        if (shut.isPresent()) {
            return Future.failedFuture(shut.get());
        }
        if (!loop.isOpen()) {
            return Future.failedFuture(unavailable("is opening again"));
        }
        Future<Position> reply = intake.position(request);
        loop.pump();
        return reply;
    }

    @Override
    public Group group() {
        return intake.group();
    }

    @Override
    public void opened(Map<UUID, Mark> committed) {
        shut = Optional.empty();
        tell(intake.reset(committed));
        listener.opened(this);
    }

    @Override
    public void committed(Group group) {
        intake.settle(group);
        tell(group.frames());
    }

    private void tell(List<TickFrame> durable) {
        if (!durable.isEmpty()) {
            listener.committed(durable);
        }
    }

    @Override
    public void failed(Fault why) {
        intake.refuseBarriers(why);
    }

    @Override
    public void refuse(Fault why, int kept) {
        intake.refuse(why, kept);
    }

    @Override
    public void fenced(Fault why) {
        shut = Optional.of(why);
        intake.refuse(why, 0);
        listener.fenced(this, why);
    }

    /** It is ours: opens it, and again after each failure. Tells whether that is new. */
    boolean open() {
        if (loop.wanted()) {
            return false;
        }
        shut = Optional.of(unavailable("is opening"));
        return loop.open();
    }

    /** It is not ours: the group on its way may end, what else waits is refused. Tells whether that is new. */
    boolean release(Fault why) {
        shut = Optional.of(why);
        return loop.release(why);
    }

    /** Ends when the group on its way is durable and all clients are closed; what else waits is refused. */
    Future<Void> close() {
        release(Fault.unavailable("this receiver is stopping"));
        return loop.close();
    }

    Optional<Throwable> problem() {
        return loop.problem();
    }

    int partition() {
        return partition;
    }

    int pendingFrames() {
        return intake.size();
    }

    boolean owned() {
        return loop.isOpen();
    }

    Optional<Position> lastPosition() {
        return intake.cursors().lastPosition();
    }
}
