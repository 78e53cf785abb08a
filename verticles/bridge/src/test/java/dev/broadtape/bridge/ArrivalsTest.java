package dev.broadtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.bridge.Arrivals.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is new, what SNS repeats, and what somebody replays. */
class ArrivalsTest {
    private static final Instant START = Instant.parse("2026-11-24T09:00:00Z");

    private Instant now = START;
    private final Arrivals arrivals = new Arrivals(new Turned());

    @Test
    void takesAMessageOnce() {
        assertThat(arrivals.judge("m", START)).isEqualTo(Verdict.NEW);
        assertThat(arrivals.judge("m", START)).as("it was not taken yet").isEqualTo(Verdict.NEW);

        arrivals.take("m");

        assertThat(arrivals.judge("m", START)).isEqualTo(Verdict.REPEATED);
        assertThat(arrivals.judge("other", START)).isEqualTo(Verdict.NEW);
    }

    @Test
    void believesThatSnsRepeatsForFiveMinutes() {
        arrivals.take("m");

        now = START.plus(Arrivals.REPEATED_FOR);
        assertThat(arrivals.judge("m", START)).isEqualTo(Verdict.REPEATED);
        arrivals.take("m");

        now = now.plusMillis(1);
        assertThat(arrivals.judge("m", START)).isEqualTo(Verdict.REPLAYED);
    }

    @Test
    void takesWhatComesLateButNothingThatSnsHasGivenUp() {
        now = START.plus(Duration.ofHours(6));
        assertThat(arrivals.judge("late", START)).isEqualTo(Verdict.NEW);

        now = START.plus(Arrivals.OLDEST).plusMillis(1);
        assertThat(arrivals.judge("unknown", START)).isEqualTo(Verdict.REPLAYED);
    }

    @Test
    void forgetsTheOldestWhenFull() {
        IntStream.rangeClosed(0, Arrivals.CAPACITY).forEach(i -> arrivals.take("m" + i));

        assertThat(arrivals.judge("m0", START)).isEqualTo(Verdict.NEW);
        assertThat(arrivals.judge("m1", START)).isEqualTo(Verdict.REPEATED);
    }

    /** A clock that the test turns. */
    private final class Turned extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
