package dev.broadtape.contract;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;

/**
 * The ticks of one partition for one time slice, or for several in a row when the tape has to catch up: what driver sends,
 * receiver makes durable, and Kafka's order is made of. Sequences run on without a gap, from {@link #firstSequence} to {@link #lastSequence}.
 *
 * <p>The hot path moves frames, not ticks: one bus message for up to {@link #MAX_TICKS} trades.
 *
 * @param seed of the run; with symbol and sequence it decides each tick
 * @param fence number of the lease under which the driver sends; a receiver refuses less than it has seen
 * @param slice the first one; counts the intervals of the tape, from 0
 * @param firstSequence of the first tick, at least 1
 * @param madeMicros the wall clock when the frame was made, for latency only: never stored or compared
 * @param ticks in sequence order
 */
public record TickFrame(
        UUID run,
        long seed,
        long fence,
        long slice,
        int partition,
        TickSource source,
        long firstSequence,
        long madeMicros,
        List<Tick> ticks) {
    /** The most ticks a frame holds; SBE's group size is 16 bits, the bus message stays below 4 MiB. */
    public static final int MAX_TICKS = 50_000;

    public TickFrame {
        if (ticks.isEmpty() || ticks.size() > MAX_TICKS) {
            throw Fault.invalid("a frame has 1 to %d ticks, not %d".formatted(MAX_TICKS, ticks.size()));
        }
        ticks = List.copyOf(ticks);
    }

    public long lastSequence() {
        return firstSequence + ticks.size() - 1;
    }

    /** The SBE message, header included; {@code src/main/sbe/tick-frame.xml} is its layout. */
    public Buffer encode() {
        return FrameCodec.encode(this);
    }

    /**
     * Reads what {@link #encode} wrote, here or in another language.
     *
     * @throws Fault MALFORMED when the bytes are no tick frame of a version that we read
     */
    public static TickFrame decode(Buffer bytes) {
        return FrameCodec.decode(bytes);
    }
}
