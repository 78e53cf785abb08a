package dev.broadtape.driver;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.Optional;

/** The frames of a partition, one after the other from where it is wound to. For one thread. */
final class Reel {
    private final int partition;
    private Schedule schedule;
    private long nextSlice;

    Reel(Run run, int partition) {
        this.partition = partition;
        this.schedule = new Schedule(run, partition);
    }

    /** Goes on by another plan of the same run; what was made stays as it was. */
    void follow(Run run) {
        schedule = new Schedule(run, partition);
    }

    /** Goes on after this sequence. */
    void windTo(long sequence) {
        nextSlice = schedule.sliceAfter(sequence);
    }

    /** Whether something is due that is before the slice {@code limit}. */
    boolean hasNext(long nowMicros, long limit) {
        return schedule.soundFrom(nextSlice) < end(nowMicros, limit);
    }

    /** What is due before {@code limit}, as far as it fits into a frame. */
    TickFrame next(long nowMicros, long limit) {
        long slice = schedule.soundFrom(nextSlice);
        nextSlice = schedule.frameEnd(slice, end(nowMicros, limit));
        return schedule.frame(slice, nextSlice, nowMicros);
    }

    private long end(long nowMicros, long limit) {
        return Math.min(Math.min(schedule.sliceDue(nowMicros) + 1, limit), schedule.end());
    }

    /** The first slice that is not made. */
    long nextSlice() {
        return nextSlice;
    }

    /** The last sequence that there will be, {@link Long#MAX_VALUE} while nobody knows. */
    long lastSequence() {
        return schedule.lastSequence();
    }

    Optional<Tick> tick(long sequence) {
        return schedule.tick(sequence);
    }

    /** How long the next slice has been due, less than 0 when it is not yet. */
    long overdueMicros(long nowMicros) {
        long next = schedule.soundFrom(nextSlice);
        return next >= schedule.end() ? Long.MIN_VALUE : nowMicros - schedule.dueMicros(next);
    }
}
