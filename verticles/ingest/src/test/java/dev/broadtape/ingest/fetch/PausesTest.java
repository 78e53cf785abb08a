package dev.broadtape.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.ingest.provider.Trouble.Meaning;
import dev.broadtape.kit.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PausesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2026-11-25T00:00:00Z");

    @Property
    void doublesUpToABoundLessAPartOfUpToAHalf(@ForAll @IntRange(min = 1, max = 1_000) int tried, @ForAll long seed) {
        var pauses = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(30));

        long full = tried > 5 ? 30_000 : 1_000L << (tried - 1);
        assertThat(pauses.after(tried, new SplittableRandom(seed)).toMillis()).isBetween(full / 2, full);
    }

    @Test
    void differsFromHostToHost() {
        var pauses = new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(30));

        assertThat(new SplittableRandom(1).longs(20).mapToObj(seed -> pauses.after(5, new SplittableRandom(seed))))
                .doesNotHaveDuplicates();
    }

    @Test
    void restsLongerEachTimeAndForTheDayAfterFiveLimitsInARow() {
        var strikes = new Strikes();
        var key = new Secret("k");

        for (int seconds : new int[] {1, 2, 4, 8}) {
            assertThat(strikes.rest(key, Meaning.LIMITED, NOW, TOMORROW)).isEqualTo(NOW.plusSeconds(seconds));
        }
        assertThat(strikes.rest(key, Meaning.LIMITED, NOW, TOMORROW)).isEqualTo(TOMORROW);

        strikes.clear(key);
        assertThat(strikes.rest(key, Meaning.LIMITED, NOW, TOMORROW)).isEqualTo(NOW.plusSeconds(1));
        assertThat(strikes.rest(key, Meaning.SPENT, NOW, TOMORROW)).isEqualTo(TOMORROW);
        assertThat(strikes.rest(key, Meaning.BAD_KEY, NOW, TOMORROW)).isEqualTo(NOW.plusSeconds(3_600));
    }
}
