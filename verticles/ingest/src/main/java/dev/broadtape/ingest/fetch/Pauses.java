package dev.broadtape.ingest.fetch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: twice as long each time up to a bound, less a random part of up to a half, so
 * that hosts which failed together do not come back together.
 */
record Pauses(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 20;

    /**
     * The pause after a failed try.
     *
     * @param tried how often, at least once
     */
    Duration after(int tried, RandomGenerator random) {
        long full = first.toMillis() << Math.min(tried - 1, MOST_DOUBLINGS);
        long bounded = Math.max(1, Math.min(full, longest.toMillis()));
        return Duration.ofMillis(bounded - random.nextLong(bounded / 2 + 1));
    }
}
