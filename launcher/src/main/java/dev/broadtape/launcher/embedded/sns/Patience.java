package dev.broadtape.launcher.embedded.sns;

import java.time.Clock;
import java.time.Duration;

/**
 * How long one subscription is tried. Pauses double from 100 ms to 20 s. A letter is given up once the endpoint has
 * answered it 50 times without success, or at a failure six hours after publication; a confirmation after two days.
 */
final class Patience {
    private static final int MAX_ANSWERS = 50;
    private static final long SHORTEST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 20_000;
    private static final Duration LETTER_LIFE = Duration.ofHours(6);
    private static final Duration CONFIRMATION_LIFE = Duration.ofDays(2);

    private final Clock clock;
    private long nextPauseMillis = SHORTEST_PAUSE_MILLIS;
    private int answers;

    Patience(Clock clock) {
        this.clock = clock;
    }

    void succeeded() {
        nextPauseMillis = SHORTEST_PAUSE_MILLIS;
        answers = 0;
    }

    /** Notes a failure; {@code answered} when the endpoint spoke, as against a refused connection or a timeout. */
    void failed(boolean answered) {
        answers += answered ? 1 : 0;
    }

    /** Whether the endpoint will not have the letter it was just offered. The next letter starts anew. */
    boolean exhausted() {
        boolean exhausted = answers >= MAX_ANSWERS;
        answers = exhausted ? 0 : answers;
        return exhausted;
    }

    boolean outlived(Parcel parcel) {
        Duration life = parcel.carriesLetter() ? LETTER_LIFE : CONFIRMATION_LIFE;
        return clock.millis() - parcel.sinceMillis() > life.toMillis();
    }

    boolean firstFailure() {
        return nextPauseMillis == SHORTEST_PAUSE_MILLIS;
    }

    long pauseMillis() {
        long pause = nextPauseMillis;
        nextPauseMillis = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        return pause;
    }
}
