package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.FrameQueue.Waiting;
import dev.broadtape.receiver.kafka.Mark;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a partition has accepted and not yet made durable; it judges each frame and question. For one context. */
final class Intake {
    private final int partition;
    private final Runnable refused;
    private final FrameCheck check;
    private final Cursors cursors;
    private final FrameQueue queue = new FrameQueue();
    private final Echoes echoes = new Echoes();
    private final Barriers barriers = new Barriers();

    /**
     * An empty intake.
     *
     * @param refused runs when a frame finds no room
     */
    Intake(int partition, Runnable refused) {
        this.partition = partition;
        this.refused = refused;
        this.cursors = new Cursors(partition);
        this.check = new FrameCheck(partition);
    }

    /** As {@link Lane#take}. */
    Future<Position> take(TickFrame frame) {
        check.require(frame);
        cursors.requireCurrent(frame.run(), frame.fence());
        return switch (cursors.place(frame)) {
            case DURABLE -> Future.succeededFuture(cursors.position(frame.run()));
            case NEXT -> queue.hasRoomFor(frame) ? queue(frame) : full();
            case PENDING -> echoes.hasRoom() ? echoes.add(frame) : full();
            case ASTRAY -> Future.failedFuture(cursors.astray(frame.run(), frame.firstSequence()));
        };
    }

    private Future<Position> queue(TickFrame frame) {
        var waiting = new Waiting(frame, Promise.promise());
        cursors.accept(frame);
        queue.add(waiting);
        return waiting.reply().future();
    }

    private Future<Position> full() {
        refused.run();
        return tooMany(queue.size() + " frames");
    }

    private Future<Position> tooMany(String waiting) {
        return Future.failedFuture(
                Fault.of(Fault.Kind.RATE_LIMITED, "partition %d has %s waiting".formatted(partition, waiting)));
    }

    /** As {@link Lane#position}. */
    Future<Position> position(PositionRequest request) {
        cursors.requireCurrent(request.run(), request.fence());
        if (queue.size() == 0 && cursors.committed(request)) {
            return Future.succeededFuture(cursors.position(request.run()));
        }
        if (!barriers.hasRoom()) {
            return tooMany(Barriers.MAX + " position requests");
        }
        cursors.accept(request);
        return barriers.add(request, queue.added());
    }

    /** All that waits. */
    Group group() {
        return new Group(queue.frames(), barriers.fences(cursors));
    }

    /** Judges what waits anew: answers for what is durable already and returns it; what no longer fits goes back. */
    List<TickFrame> reset(Map<UUID, Mark> committed) {
        cursors.reset(committed);
        var found = new ArrayList<Waiting>();
        for (Waiting waiting : queue.removeAll()) {
            switch (cursors.place(waiting.frame())) {
                case DURABLE -> found.add(waiting);
                case NEXT -> keep(waiting);
                case PENDING, ASTRAY -> giveBack(waiting);
            }
        }
        answer(found);
        return found.stream().map(Waiting::frame).toList();
    }

    private void keep(Waiting waiting) {
        TickFrame frame = waiting.frame();
        try {
            cursors.requireCurrent(frame.run(), frame.fence());
        } catch (Fault e) {
            waiting.reply().fail(e);
            return;
        }
        cursors.accept(frame);
        queue.add(waiting);
    }

    private void giveBack(Waiting waiting) {
        waiting.reply()
                .fail(cursors.astray(waiting.frame().run(), waiting.frame().firstSequence()));
    }

    void settle(Group group) {
        cursors.settle(group);
        answer(queue.remove(group.frames().size()));
    }

    private void answer(List<Waiting> durable) {
        durable.forEach(waiting ->
                waiting.reply().complete(cursors.position(waiting.frame().run())));
        echoes.answer(cursors);
        barriers.answer(cursors, queue.removed());
    }

    /** Refuses all that wait but the oldest {@code kept} frames. */
    void refuse(Fault why, int kept) {
        queue.removeBehind(kept).forEach(waiting -> waiting.reply().fail(why));
        echoes.fail(why);
        barriers.fail(why);
    }

    /** Refuses those who ask for the position. */
    void refuseBarriers(Fault why) {
        barriers.fail(why);
    }

    int size() {
        return queue.size();
    }

    Cursors cursors() {
        return cursors;
    }
}
