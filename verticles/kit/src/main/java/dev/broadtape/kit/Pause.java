package dev.broadtape.kit;

import java.time.Duration;

/** How long to wait before the next try: twice as long each time, up to a bound. */
public final class Pause {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Duration next = FIRST;

    public Duration next() {
        Duration now = next;
        next = now.multipliedBy(2).compareTo(LONGEST) < 0 ? now.multipliedBy(2) : LONGEST;
        return now;
    }

    public void reset() {
        next = FIRST;
    }
}
