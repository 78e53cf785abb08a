package dev.broadtape.dashboard;

/**
 * What has been counted since the start.
 *
 * @param ticks heard
 * @param conflated of them, not told by themselves
 * @param frames told
 * @param skipped messages that a browser was too slow to take
 */
record Totals(long ticks, long conflated, long frames, long skipped) {
    static final Totals NONE = new Totals(0, 0, 0, 0);

    Totals minus(Totals earlier) {
        return new Totals(
                ticks - earlier.ticks,
                conflated - earlier.conflated,
                frames - earlier.frames,
                skipped - earlier.skipped);
    }

    /** Per second, rounded, when this much was counted in that time. */
    Totals per(long elapsedMicros) {
        return new Totals(
                rate(ticks, elapsedMicros),
                rate(conflated, elapsedMicros),
                rate(frames, elapsedMicros),
                rate(skipped, elapsedMicros));
    }

    private static long rate(long count, long elapsedMicros) {
        return elapsedMicros <= 0 ? 0 : Math.round(count * 1e6 / elapsedMicros);
    }
}
