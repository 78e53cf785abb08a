package dev.broadtape.system.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many ticks a second a tape brings to store and Kafka.
 *
 * @param perSecond over all of the time
 * @param slowest in the slowest window of about {@link #WINDOW}
 */
record Rate(double perSecond, double slowest) {
    static final Duration WINDOW = Duration.ofSeconds(5);

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(30);
    private static final long WARM_UP_TICKS = 3_000_000;

    /** A tape that runs, for that long; at least one window. */
    static Rate of(Tape tape, Duration time) throws InterruptedException {
        long begun = System.nanoTime();
        long first = tape.committed();
        long before = begun;
        long then = first;
        double slowest = Double.MAX_VALUE;
        while (before - begun < time.toNanos() - WINDOW.toNanos() / 2) {
            TimeUnit.NANOSECONDS.sleep(WINDOW.toNanos());
            long now = System.nanoTime();
            long ticks = tape.committed();
            slowest = Math.min(slowest, perSecond(ticks - then, now - before));
            before = now;
            then = ticks;
        }
        return new Rate(perSecond(then - first, before - begun), slowest);
    }

    /** Lets it run until code is compiled and caches are full: so long, and so many ticks if that is not too long. */
    static void warmUp(Tape tape) throws InterruptedException {
        long enough = tape.committed() + WARM_UP_TICKS;
        long begun = System.nanoTime();
        of(tape, WARM_UP);
        while (tape.committed() < enough && System.nanoTime() - begun < LONGEST_WARM_UP.toNanos()) {
            of(tape, WINDOW);
        }
    }

    static double perSecond(long count, long nanos) {
        return count * 1e9 / nanos;
    }
}
