package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.FrameQueue.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One partition's way from the bus to Kafka: judges each frame, queues the good ones, and has all that wait
 * committed as one group. While a group is on its way the next one gathers, so groups grow with the load and a lone
 * frame waits for nobody. For one context.
 */
final class Lane implements FrameSource {
    private final int partition;
    private final LaneListener listener;
    private final CommitLoop loop;
    private final FrameCheck check;
    private final Cursors cursors;
    private final FrameQueue queue = new FrameQueue();
    private final Echoes echoes = new Echoes();
    private Optional<Fault> over = Optional.empty();

    Lane(Vertx vertx, int partition, GroupCommit commits, LaneListener listener) {
        this.partition = partition;
        this.listener = listener;
        this.cursors = new Cursors(partition);
        this.check = new FrameCheck(partition);
        this.loop = new CommitLoop(vertx, "partition-" + partition, commits, this);
    }

    /**
     * Ends with the run's position once the frame is durable.
     *
     * <p>It fails with CONFLICT, which names the sequence that is expected, when the frame leaves a gap; with
     * RATE_LIMITED when too many wait.
     */
    Future<Position> take(TickFrame frame) {
        if (over.isPresent()) {
            return Future.failedFuture(over.get());
        }
        check.require(frame);
        return switch (cursors.place(frame)) {
            case DURABLE -> Future.succeededFuture(cursors.position(frame.run()));
            case NEXT -> queue.hasRoomFor(frame) ? queue(frame) : refuse();
            case PENDING -> echoes.hasRoom() ? echoes.add(frame) : refuse();
            case ASTRAY -> Future.failedFuture(cursors.astray(frame.run(), frame.firstSequence()));
        };
    }

    private Future<Position> queue(TickFrame frame) {
        var waiting = new Waiting(frame, Promise.promise());
        enqueue(waiting);
        loop.pump();
        return waiting.reply().future();
    }

    private void enqueue(Waiting waiting) {
        cursors.accept(waiting.frame());
        queue.add(waiting);
    }

    private Future<Position> refuse() {
        listener.refused();
        return Future.failedFuture(Fault.of(
                Fault.Kind.RATE_LIMITED, "partition %d has %d frames waiting".formatted(partition, queue.size())));
    }

    Future<Position> position(PositionRequest request) {
        return over.<Future<Position>>map(Future::failedFuture)
                .orElseGet(() -> Future.succeededFuture(cursors.position(request.run())));
    }

    @Override
    public List<TickFrame> group() {
        return queue.frames();
    }

    /** What the log already has needs no second commit; what no longer fits goes back to its sender. */
    @Override
    public void opened(Map<UUID, Long> committed) {
        cursors.reset(committed);
        var found = new ArrayList<Waiting>();
        for (Waiting waiting : queue.removeAll()) {
            TickFrame frame = waiting.frame();
            switch (cursors.place(frame)) {
                case NEXT -> enqueue(waiting);
                case DURABLE -> found.add(waiting);
                case PENDING, ASTRAY -> waiting.reply().fail(cursors.astray(frame.run(), frame.firstSequence()));
            }
        }
        settle(found);
        listener.opened(this);
    }

    @Override
    public void committed(int frames) {
        settle(queue.remove(frames));
    }

    private void settle(List<Waiting> durable) {
        durable.forEach(waiting -> cursors.settle(waiting.frame()));
        durable.forEach(waiting ->
                waiting.reply().complete(cursors.position(waiting.frame().run())));
        echoes.answer(cursors);
        if (!durable.isEmpty()) {
            listener.committed(durable.stream().map(Waiting::frame).toList());
        }
    }

    @Override
    public void over(Fault why) {
        over = Optional.of(why);
        queue.removeAll().forEach(waiting -> waiting.reply().fail(why));
        echoes.fail(why);
        listener.over(this);
    }

    void open() {
        loop.open();
    }

    /** Ends when the group on its way is durable and all clients are closed; what else waits is refused. */
    Future<Void> close() {
        return loop.close();
    }

    Optional<Throwable> problem() {
        return loop.problem();
    }

    int partition() {
        return partition;
    }

    int pendingFrames() {
        return queue.size();
    }

    boolean owned() {
        return loop.owned();
    }

    /** How far the run that ticked last is durable. */
    Optional<Position> lastPosition() {
        return cursors.lastPosition();
    }
}
