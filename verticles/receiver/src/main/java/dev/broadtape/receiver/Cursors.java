package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.kafka.Mark;
import dev.broadtape.receiver.kafka.Marks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How far each run of a partition is durable, and under which driver's fence; and how far what was accepted reaches
 * beyond. It holds the runs that {@link Marks} holds, some hundred bytes each.
 */
final class Cursors {
    /** Where a frame stands. */
    enum Place {
        /** It goes on where the last accepted frame ends. */
        NEXT,
        /** All of it was accepted before and waits to be durable. */
        PENDING,
        /** All of it is durable. */
        DURABLE,
        /** It leaves a gap, or begins before and ends after where the next one has to begin. */
        ASTRAY
    }

    private final int partition;
    private final Marks durable = new Marks();
    /** Of runs of which something waits. */
    private final Map<UUID, Mark> accepted = new HashMap<>();

    private Optional<UUID> lastRun = Optional.empty();

    Cursors(int partition) {
        this.partition = partition;
    }

    /** Forgets everything but what is durable. */
    void reset(Map<UUID, Mark> committed) {
        durable.reset(committed);
        durable.trim();
        accepted.clear();
    }

    /**
     * Lets the driver of the moment pass, and a newer one.
     *
     * @throws Fault CONFLICT when a newer one is known already; INVALID when so many later runs were begun that this one
     *     is forgotten
     */
    void requireCurrent(UUID run, long fence) {
        long known = Math.max(durable.of(run).fence(), accepted(run).fence());
        if (fence < known) {
            throw Fault.of(Fault.Kind.CONFLICT, "driver fence %d is over, %d is known".formatted(fence, known));
        }
        if (durable.over(run)) {
            throw Fault.invalid("run %s is over: %d were begun since".formatted(run, Marks.MOST));
        }
    }

    Place place(TickFrame frame) {
        if (frame.lastSequence() <= durable(frame.run())) {
            return Place.DURABLE;
        }
        long expected = expected(frame.run());
        if (frame.firstSequence() == expected) {
            return Place.NEXT;
        }
        return frame.lastSequence() < expected ? Place.PENDING : Place.ASTRAY;
    }

    void accept(TickFrame frame) {
        accepted.put(frame.run(), new Mark(frame.lastSequence(), frame.fence()));
    }

    /** Frames of an older driver are refused from now on. */
    void accept(PositionRequest request) {
        if (!committed(request)) {
            accepted.merge(
                    request.run(),
                    new Mark(0, request.fence()),
                    (before, now) -> new Mark(before.sequence(), now.fence()));
        }
    }

    /** Whether the fence of {@code request} is durable. */
    boolean committed(PositionRequest request) {
        return request.fence() <= durable.of(request.run()).fence();
    }

    void settle(Group group) {
        group.frames().forEach(frame -> durable.raise(frame.run(), new Mark(frame.lastSequence(), frame.fence())));
        group.fences().forEach((run, fence) -> durable.raise(run, new Mark(0, fence)));
        durable.trim();
        accepted.entrySet().removeIf(waiting -> reached(waiting.getKey(), waiting.getValue()));
        if (!group.frames().isEmpty()) {
            lastRun = Optional.of(group.frames().get(group.frames().size() - 1).run());
        }
    }

    private boolean reached(UUID run, Mark mark) {
        return durable(run) >= mark.sequence() && durable.of(run).fence() >= mark.fence();
    }

    private Mark accepted(UUID run) {
        return accepted.getOrDefault(run, Mark.NONE);
    }

    long durable(UUID run) {
        return durable.of(run).sequence();
    }

    /** How far the run that ticked last is durable. */
    Optional<Position> lastPosition() {
        return lastRun.map(this::position);
    }

    Position position(UUID run) {
        return Position.of(run, partition, durable(run));
    }

    /** Names the sequence that is expected; its sender asks for the position and sends again. */
    Fault astray(UUID run, long first) {
        return Fault.of(
                Fault.Kind.CONFLICT,
                "partition %d of run %s expects sequence %d, not %d".formatted(partition, run, expected(run), first));
    }

    /** The sequence that the next frame begins with. */
    long expected(UUID run) {
        return Math.max(durable(run), accepted(run).sequence()) + 1;
    }
}
