package dev.broadtape.driver;

import dev.broadtape.contract.Tick;
import java.util.ArrayList;
import java.util.List;

/**
 * A segment as one partition sees it.
 *
 * @param end the first slice after it, {@link Long#MAX_VALUE} for one that is open-ended
 * @param base the last sequence before it
 * @param lines the partition's symbols
 */
record Stretch(Segment segment, long end, long base, List<Line> lines) {
    boolean silent() {
        return lines.isEmpty();
    }

    long firstSequence(long slice) {
        return base + (slice - segment.fromSlice()) * lines.size() + 1;
    }

    /** The last sequence in it, {@link Long#MAX_VALUE} while it is open-ended. */
    long lastSequence() {
        if (silent()) {
            return base;
        }
        return end == Long.MAX_VALUE ? end : firstSequence(end) - 1;
    }

    /** The slice that follows the one with {@code sequence} in it; there must be symbols. */
    long sliceAfter(long sequence) {
        int width = lines.size();
        return segment.fromSlice() + (sequence - base + width - 1) / width;
    }

    /** The ticks of the slices from {@code slice} to before {@code end}. */
    List<Tick> ticks(long slice, long end) {
        var ticks = new ArrayList<Tick>((int) (end - slice) * lines.size());
        long sequence = firstSequence(slice);
        for (long each = slice; each < end; each++) {
            long timeMicros = segment.timeMicros(each);
            for (Line line : lines) {
                ticks.add(line.tick(each, sequence++, timeMicros));
            }
        }
        return ticks;
    }
}
