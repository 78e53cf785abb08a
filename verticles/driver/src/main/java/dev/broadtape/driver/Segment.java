package dev.broadtape.driver;

import java.math.BigDecimal;
import java.util.List;

/**
 * A stretch of a run in which nothing changes: pace, symbols, and how the tape's time goes with the wall's. Joining
 * symbols, resuming, and going on after a long absence each begin a new one.
 *
 * @param fromSlice its first slice
 * @param startMicros the tape's time of that slice
 * @param wallMicros the wall clock when that slice is due
 * @param speed slices go out at this multiple of the tape's time
 * @param joins the symbols that are on the tape from here on, besides the earlier ones
 */
record Segment(
        long fromSlice, long startMicros, long wallMicros, long intervalMicros, BigDecimal speed, List<Listing> joins) {
    Segment {
        joins = List.copyOf(joins);
    }

    long timeMicros(long slice) {
        return startMicros + (slice - fromSlice) * intervalMicros;
    }

    long dueMicros(long slice) {
        return wallMicros + Math.round((slice - fromSlice) * intervalMicros / speed.doubleValue());
    }

    /** The last slice that is due by then; before this segment's first when none is. */
    long sliceDue(long wallMicros) {
        double slices = (wallMicros - this.wallMicros) * speed.doubleValue() / intervalMicros;
        return fromSlice + (long) Math.floor(slices);
    }
}
