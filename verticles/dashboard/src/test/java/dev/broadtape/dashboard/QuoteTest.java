package dev.broadtape.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuoteTest {
    private static final long DAY_MICROS = 86_400_000_000L;

    @Test
    void addsUpTheSharesOfOneExchangeDay() {
        Quote quote = Quote.first(Tape.tick(1, "AAPL", Tape.OPEN_MICROS, 1_000_000, 30))
                .next(Tape.tick(2, "AAPL", Tape.OPEN_MICROS + 1, 1_000_000, 12));

        assertThat(quote.volume()).isEqualTo(42);
        assertThat(quote.next(Tape.tick(3, "AAPL", Tape.OPEN_MICROS + DAY_MICROS, 1_000_000, 5))
                        .volume())
                .isEqualTo(5);
    }

    @Test
    void writesExactNumbers() {
        var json = Quote.first(Tape.tick(9, "BRK.B", Tape.OPEN_MICROS, 1_003_001, 30))
                .json()
                .encode();

        assertThat(json)
                .isEqualTo("{\"symbol\":\"BRK.B\",\"price\":100.3001,\"bid\":100.2901,\"ask\":100.3101,"
                        + "\"change\":0.3001,\"changePercent\":0.3001,\"volume\":30,"
                        + "\"time\":\"2026-11-24T14:30:00Z\",\"sequence\":9,\"source\":\"live\"}");
    }

    @Test
    void roundsThePercentageToFourDecimalsAndSurvivesAClosingPriceOfNothing() {
        assertThat(percent(1_333_333, 333_333)).isEqualTo("33.3333");
        assertThat(percent(999_999, -1)).isEqualTo("-0.0001");
        assertThat(percent(1_000_000, 1_000_000)).isEqualTo("0");
        assertThat(percent(Long.MAX_VALUE / 2, Long.MAX_VALUE / 4)).isEqualTo("100");
    }

    @Test
    void knowsATickOfAnotherRunFromARepeatedOne() {
        Quote quote = Quote.first(Tape.tick(5, "AAPL", Tape.OPEN_MICROS, 1_000_000, 30));

        assertThat(quote.repeats(Tape.tick(5, "AAPL", Tape.OPEN_MICROS, 1_000_000, 30)))
                .isTrue();
        assertThat(quote.repeats(Tape.tick(6, "AAPL", Tape.OPEN_MICROS, 1_000_000, 30)))
                .isFalse();
        assertThat(quote.repeats(
                        new Tick(new UUID(3, 4), 0, 1, TickSource.POSTED, "AAPL", Tape.OPEN_MICROS, 1, 1, 1, 1, 0)))
                .isFalse();
    }

    private static String percent(long priceE4, long changeE4) {
        var tick = new Tick(
                Tape.RUN, 0, 1, TickSource.LIVE, "AAPL", Tape.OPEN_MICROS, priceE4, priceE4, priceE4, 1, changeE4);
        return Quote.first(tick).changePercent().toPlainString();
    }
}
