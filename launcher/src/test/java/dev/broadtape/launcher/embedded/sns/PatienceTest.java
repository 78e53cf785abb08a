package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When deliveries are tried again, and when no more. */
class PatienceTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Patience patience = new Patience(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void doublesItsPausesUpToTwentySeconds() {
        List<Long> pauses = Stream.generate(patience::pauseMillis).limit(10).toList();

        assertThat(pauses).startsWith(100L, 200L, 400L).endsWith(12_800L, 20_000L, 20_000L);
        patience.succeeded();
        assertThat(patience.pauseMillis()).isEqualTo(100);
    }

    @Test
    void givesUpAfterFiftyAnswersButNotAfterSilence() {
        IntStream.range(0, 200).forEach(i -> patience.failed(false));
        IntStream.range(0, 49).forEach(i -> patience.failed(true));
        assertThat(patience.exhausted()).isFalse();

        patience.failed(true);

        assertThat(patience.exhausted()).isTrue();
        assertThat(patience.exhausted()).isFalse();
    }

    @Test
    void outlivesLettersBeforeConfirmations() {
        assertThat(patience.outlived(parcel("letter", Duration.ofHours(5)))).isFalse();
        assertThat(patience.outlived(parcel("letter", Duration.ofHours(7)))).isTrue();
        assertThat(patience.outlived(parcel("", Duration.ofHours(7)))).isFalse();
        assertThat(patience.outlived(parcel("", Duration.ofDays(3)))).isTrue();
    }

    private static Parcel parcel(String key, Duration age) {
        return new Parcel(key, NOW.minus(age).toEpochMilli(), Map.of(), Buffer.buffer());
    }
}
