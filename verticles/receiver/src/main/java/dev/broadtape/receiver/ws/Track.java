package dev.broadtape.receiver.ws;

import dev.broadtape.contract.Tick;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last ticks of one run in one partition, without a gap: at most as many as it may keep, the oldest go first. Where the bus
 * lost one, it begins anew behind it.
 */
final class Track {
    private static final int FIRST_LENGTH = 64;

    private final UUID run;
    private final int partition;
    private final int capacity;
    /** The tick of a sequence is at its remainder. */
    private @Nullable Tick[] ring;

    private long unbrokenFrom;
    private long last;

    /**
     * A track that has heard nothing.
     *
     * @param first the sequence that it begins with
     */
    Track(UUID run, int partition, int capacity, long first) {
        this.run = run;
        this.partition = partition;
        this.capacity = capacity;
        this.ring = new @Nullable Tick[Math.min(capacity, FIRST_LENGTH)];
        this.unbrokenFrom = first;
        this.last = first - 1;
    }

    /** How many ticks are missing between the last one and {@code tick}; negative when it is no new one. */
    long gapBefore(Tick tick) {
        return tick.sequence() - last - 1;
    }

    void add(Tick tick) {
        if (gapBefore(tick) > 0) {
            unbrokenFrom = tick.sequence();
        }
        last = tick.sequence();
        if (capacity > 0) {
            growFor(last - unbrokenFrom + 1);
            ring[at(last)] = tick;
        }
    }

    private void growFor(long held) {
        if (held > ring.length && ring.length < capacity) {
            @Nullable Tick[] small = ring;
            ring = new @Nullable Tick[Math.min(capacity, 2 * small.length)];
            for (long sequence = last - small.length; sequence < last; sequence++) {
                ring[at(sequence)] = small[(int) (sequence % small.length)];
            }
        }
    }

    private int at(long sequence) {
        return (int) (sequence % ring.length);
    }

    /** The oldest that is still here; behind the last one when none is. */
    long oldest() {
        return Math.max(unbrokenFrom, last - ring.length + 1);
    }

    long last() {
        return last;
    }

    /** The first sequence from which on none was missing. */
    long unbrokenFrom() {
        return unbrokenFrom;
    }

    /** One from {@link #oldest} to {@link #last}. */
    Tick tick(long sequence) {
        return Objects.requireNonNull(ring[at(sequence)]);
    }

    UUID run() {
        return run;
    }

    int partition() {
        return partition;
    }

    boolean is(UUID ofRun, int inPartition) {
        return partition == inPartition && run.equals(ofRun);
    }
}
