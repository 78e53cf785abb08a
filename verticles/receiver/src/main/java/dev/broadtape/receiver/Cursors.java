package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.TickFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How far each run of a partition is durable, and how far the accepted frames reach beyond. It holds one entry a run
 * that Kafka knows, some hundred bytes.
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
    private final Map<UUID, Long> durable = new HashMap<>();
    private final Map<UUID, Long> accepted = new HashMap<>();
    private Optional<UUID> lastRun = Optional.empty();

    Cursors(int partition) {
        this.partition = partition;
    }

    /** Forgets everything but what is durable. */
    void reset(Map<UUID, Long> committed) {
        durable.clear();
        durable.putAll(committed);
        accepted.clear();
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
        accepted.put(frame.run(), frame.lastSequence());
    }

    void settle(TickFrame frame) {
        durable.merge(frame.run(), frame.lastSequence(), Math::max);
        lastRun = Optional.of(frame.run());
    }

    long durable(UUID run) {
        return durable.getOrDefault(run, 0L);
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
        return Math.max(durable(run), accepted.getOrDefault(run, 0L)) + 1;
    }
}
