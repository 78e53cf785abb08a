package dev.broadtape.receiver.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickSource;
import dev.broadtape.receiver.store.Minute;
import dev.broadtape.receiver.store.MinuteSum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final UUID RUN = new UUID(1, 1);
    private static final UUID OTHER_RUN = new UUID(2, 2);

    private final List<Minute> minutes = new ArrayList<>();

    private void minute(int minute, Tick... ticks) {
        var sum = new MinuteSum(ticks[0]);
        for (int i = 1; i < ticks.length; i++) {
            sum.add(ticks[i]);
        }
        assertThat(sum.minute().startMicros()).isEqualTo(minute * Minute.MICROS);
        minutes.add(sum.minute());
    }

    private static Tick tick(UUID run, int second, long sequence, long priceE4, long size) {
        return new Tick(
                run, 0, sequence, TickSource.LIVE, "IBM", second * 1_000_000L, priceE4, priceE4, priceE4, size, 0);
    }

    private Statistics statistics() {
        return Statistics.of(minutes).orElseThrow();
    }

    @Test
    void addsUpAWindow() {
        minute(0, tick(RUN, 1, 1, 100_0000, 10), tick(RUN, 2, 2, 102_0000, 20));
        minute(1, tick(RUN, 60, 3, 99_0000, 30));
        minute(5, tick(RUN, 301, 4, 101_0000, 40), tick(RUN, 359, 5, 103_0000, 1));

        Statistics found = statistics();

        assertThat(found.whole().ticks()).isEqualTo(5);
        assertThat(found.whole().volume()).isEqualTo(101);
        assertThat(found.whole().highE4()).isEqualTo(103_0000);
        assertThat(found.whole().lowE4()).isEqualTo(99_0000);
        assertThat(found.whole().open().priceE4()).isEqualTo(100_0000);
        assertThat(found.whole().close().priceE4()).isEqualTo(103_0000);
        assertThat(found.changeE4()).isEqualTo(3_0000);
        assertThat(found.changePercent().orElseThrow()).isEqualByComparingTo("3");
        // (1000 + 2040 + 2970 + 4040 + 103) / 101
        assertThat(found.vwap().orElseThrow()).isEqualByComparingTo("100.5248");
        double expected = Math.sqrt(Math.pow(Math.log(102.0 / 100), 2)
                + Math.pow(Math.log(99.0 / 102), 2)
                + Math.pow(Math.log(103.0 / 99), 2));
        assertThat(found.volatility().doubleValue()).isCloseTo(expected, within(0.000_000_5));
    }

    @Test
    void goesByTheTapesTimeAndNotByTheOrderOfArrival() {
        minute(0, tick(RUN, 30, 7, 105_0000, 1), tick(RUN, 59, 9, 106_0000, 1), tick(RUN, 1, 2, 104_0000, 1));

        assertThat(statistics().whole().open().priceE4()).isEqualTo(104_0000);
        assertThat(statistics().whole().close().priceE4()).isEqualTo(106_0000);
    }

    @Test
    void joinsTheRunsOfAMinute() {
        minute(0, tick(RUN, 1, 1, 100_0000, 1), tick(RUN, 50, 2, 110_0000, 1));
        minute(0, tick(OTHER_RUN, 2, 1, 90_0000, 1), tick(OTHER_RUN, 40, 2, 80_0000, 1));

        assertThat(statistics().whole().ticks()).isEqualTo(4);
        assertThat(statistics().volatility().doubleValue()).isCloseTo(Math.log(1.1), within(0.000_000_5));
    }

    @Test
    void isExactWithTurnoversThatFitNoLong() {
        minute(0, tick(RUN, 1, 1, Long.MAX_VALUE / 2, Long.MAX_VALUE), tick(RUN, 2, 2, Long.MAX_VALUE / 2, 5));

        assertThat(statistics().whole().volume()).isEqualTo(Long.MAX_VALUE);
        assertThat(statistics().whole().turnoverE4())
                .isEqualTo(java.math.BigInteger.valueOf(Long.MAX_VALUE / 2)
                        .multiply(java.math.BigInteger.valueOf(Long.MAX_VALUE).add(java.math.BigInteger.valueOf(5))));
    }

    @Test
    void hasNoAverageOfEmptyTradesAndNoChangeOfNothing() {
        minute(0, tick(RUN, 1, 1, 0, 0));

        assertThat(statistics().vwap()).isEmpty();
        assertThat(statistics().changePercent()).isEmpty();
        assertThat(statistics().volatility()).isEqualByComparingTo("0");
    }

    @Test
    void isNothingWithoutTicks() {
        assertThat(Statistics.of(minutes)).isEmpty();
    }

    @Test
    void endsAWindowWithTheMinuteOfTheClock() {
        Window day = Window.upTo(90_000_000, Window.length("24h"));

        assertThat(day.toMicros()).isEqualTo(120_000_000);
        assertThat(day.fromMicros()).isEqualTo(120_000_000 - 86_400_000_000L);
        assertThat(Window.upTo(60_000_000, Window.length("1m"))).isEqualTo(new Window(60_000_000, 120_000_000));
        assertThat(Window.length("7d")).isEqualTo(Duration.ofDays(7));
    }
}
