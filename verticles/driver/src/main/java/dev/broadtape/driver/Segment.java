package dev.broadtape.driver;

import java.util.List;

/**
 * A stretch of a run in which nothing changes: pace, symbols, and how the tape's time goes with the wall's. Joining
 * symbols, resuming, and going on after a long absence each begin a new one.
 *
 * @param fromSlice its first slice
 * @param startMicros the tape's time of that slice
 * @param wallMicros the wall clock when that slice is due
 * @param joins the symbols that are on the tape from here on, besides the earlier ones
 */
record Segment(
        long fromSlice, long startMicros, long wallMicros, long intervalMicros, Speed speed, List<Listing> joins) {
    Segment {
        joins = List.copyOf(joins);
    }

    long timeMicros(long slice) {
        return startMicros + (slice - fromSlice) * intervalMicros;
    }

    /** At speed max, every slice is due at once. */
    long dueMicros(long slice) {
        return speed.times()
                .map(times -> wallMicros + Math.round((slice - fromSlice) * intervalMicros / times.doubleValue()))
                .orElse(wallMicros);
    }

    /** The last slice that is due by then; before this segment's first when none is. */
    long sliceDue(long wallMicros) {
        return speed.times()
                .map(times -> (wallMicros - this.wallMicros) * times.doubleValue() / intervalMicros)
                .map(slices -> fromSlice + (long) Math.floor(slices))
                .orElse(Long.MAX_VALUE - 1);
    }
}
