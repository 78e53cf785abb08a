package dev.broadtape.receiver.candle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.Candle;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Interval;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import dev.broadtape.receiver.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandleBookTest {
    private static final UUID RUN = UUID.fromString("0199a0b4-0000-7000-8000-000000000001");
    /** 2026-01-05T14:30:00Z, a Monday. */
    private static final long OPEN_MICROS = 1_767_623_400_000_000L;

    private static final long SECOND = 1_000_000;

    @TempDir
    Path folder;

    private CandleRig rig;
    private long sequence;

    @BeforeEach
    void open() {
        rig = new CandleRig(folder);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void addsUpTicksToACandleOfEachInterval() {
        write(tick(0, 100), tick(10 * SECOND, 130), tick(61 * SECOND, 90), tick(62 * SECOND, 95));

        assertThat(prices(Interval.SECOND))
                .containsExactly("100 100 100 100", "130 130 130 130", "90 90 90 90", "95 95 95 95");
        assertThat(prices(Interval.MINUTE)).containsExactly("100 130 100 130", "90 95 90 95");
        assertThat(prices(Interval.FIVE_MINUTES)).containsExactly("100 130 90 95");
        assertThat(prices(Interval.HOUR)).containsExactly("100 130 90 95");
        assertThat(prices(Interval.DAY)).containsExactly("100 130 90 95");
    }

    @Test
    void takesADayFromMidnightToMidnightInNewYork() {
        write(tick(0, 100), tick(24 * 3_600 * SECOND, 110));

        assertThat(rig.candles("AAPL", Interval.DAY))
                .extracting(Candle::startMicros)
                .containsExactly(OPEN_MICROS - 34_200 * SECOND, OPEN_MICROS + 52_200 * SECOND);
    }

    @Test
    void weighsTheAveragePriceByVolumeExactly() {
        long hugeE4 = 4_000_000_000_000L;
        write(
                tick(0, hugeE4, 3_000_000_000L),
                tick(1, hugeE4 + 30, 3_000_000_000L),
                tick(2, hugeE4 + 60, 3_000_000_000L));

        assertThat(rig.candles("AAPL", Interval.SECOND))
                .extracting(Candle::vwapE4)
                .containsExactly(hugeE4 + 30);
    }

    @Test
    void opensAndClosesInTheOrderOfTheTapeAndNotOfTheArrival() {
        write(tick(30 * SECOND, 100));
        rig.settle();
        write(tick(50 * SECOND, 140), tick(10 * SECOND, 90));

        assertThat(prices(Interval.MINUTE)).containsExactly("90 140 90 140");
    }

    @Test
    void countsAFrameThatComesAgainOnce() {
        TickFrame frame = frame(tick(0, 100), tick(1, 101));
        rig.write(frame);
        rig.write(frame);
        rig.settle();
        rig.write(frame);

        assertThat(rig.candles("AAPL", Interval.MINUTE))
                .extracting(Candle::ticks)
                .containsExactly(2L);
    }

    @Test
    void closesAWindowOnceItsRunIsPastIt() {
        write(tick(0, 100));
        rig.settle();
        assertThat(rig.due()).isEmpty();

        write(tick(62 * SECOND, 101));
        rig.settle();

        assertThat(rig.due())
                .extracting(Candle::interval, Candle::revision)
                .containsExactly(tuple(Interval.SECOND, 1), tuple(Interval.MINUTE, 1));
    }

    @Test
    void closesAWindowOfARunThatIsSilent() {
        write(tick(0, 100));
        rig.settle();
        rig.pass(Ajar.IDLE.plusSeconds(1));
        rig.settle();

        assertThat(rig.due()).extracting(Candle::revision).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void tellsACorrectedCandleAgainWithTheNextRevision() {
        write(tick(0, 100), tick(62 * SECOND, 101));
        rig.settle();
        rig.told();

        write(tick(30 * SECOND, 99));
        rig.settle();

        assertThat(rig.due())
                .extracting(Candle::interval, Candle::closeE4, Candle::revision)
                .containsExactly(tuple(Interval.SECOND, 99L, 1), tuple(Interval.MINUTE, 99L, 2));
    }

    @Test
    void staysDueWhenItWasCorrectedWhileItWasTold() {
        write(tick(0, 100), tick(62 * SECOND, 101));
        rig.settle();
        List<Kept> telling = rig.dueKept();
        write(tick(30 * SECOND, 99));
        rig.settle();
        rig.told(telling);

        assertThat(rig.due()).extracting(Candle::closeE4).containsOnly(99L);
    }

    @Test
    void remembersWhatIsDueAndOpenOverARestart() {
        write(tick(0, 100), tick(62 * SECOND, 101));
        rig.settle();
        rig.crash();

        assertThat(rig.due()).hasSize(2);
        rig.pass(Ajar.IDLE.plusSeconds(1));
        rig.settle();
        assertThat(rig.due()).hasSize(7);
    }

    @Test
    void makesAnewWhatItHadNotCountedWhenItCrashed() {
        write(tick(0, 100));
        rig.settle();
        write(tick(1 * SECOND, 105), tick(61 * SECOND, 95));
        rig.crash();

        assertThat(prices(Interval.HOUR)).containsExactly("100 105 95 95");
        assertThat(prices(Interval.MINUTE)).containsExactly("100 105 100 105", "95 95 95 95");
    }

    @Test
    void doesNotTellAgainWhatItMadeAnewAndFoundAsItWas() {
        write(tick(0, 100), tick(62 * SECOND, 101));
        rig.settle();
        rig.told();
        rig.markAgain(OPEN_MICROS);
        rig.crash();
        rig.settle();

        assertThat(rig.due()).isEmpty();
    }

    @Test
    void isRightAfterAWriteOfWhichNobodyKnowsWhetherItWorked() {
        rig.failNextWrite(true);
        TickFrame frame = frame(tick(0, 100), tick(1, 101));
        assertThatThrownBy(() -> rig.write(frame)).isInstanceOf(StoreException.class);
        assertThat(rig.candles("AAPL", Interval.MINUTE))
                .extracting(Candle::ticks)
                .containsExactly(2L);
        rig.write(frame);
        assertThat(rig.candles("AAPL", Interval.MINUTE))
                .extracting(Candle::ticks)
                .containsExactly(2L);

        rig.failNextWrite(false);
        TickFrame next = frame(tick(2, 102));
        assertThatThrownBy(() -> rig.write(next)).isInstanceOf(StoreException.class);
        assertThat(rig.candles("AAPL", Interval.MINUTE))
                .extracting(Candle::ticks)
                .containsExactly(2L);
        rig.write(next);
        assertThat(rig.candles("AAPL", Interval.MINUTE))
                .extracting(Candle::ticks)
                .containsExactly(3L);
    }

    @Test
    void buildsTheCandlesOfTicksThatWereThereBefore() {
        rig.writeTicksOnly(frame(tick(0, 100), tick(61 * SECOND, 90), tick(4_000 * SECOND, 95)));
        write(tick(4_001 * SECOND, 96));

        assertThatThrownBy(() -> rig.candles("AAPL", Interval.DAY))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("are being made");
        rig.build();

        assertThat(prices(Interval.DAY)).containsExactly("100 100 90 96");
        assertThat(prices(Interval.HOUR)).containsExactly("100 100 90 90", "95 96 95 96");
        assertThat(rig.due()).isEmpty();
    }

    @Test
    void knowsNoCandlesOfASymbolThatNeverTicked() {
        assertThatThrownBy(() -> rig.candles("NONE", Interval.DAY))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.NOT_FOUND));
    }

    @Test
    void removesCandlesThatAreOlderThanTheyAreKept() {
        write(tick(0, 100), tick(25 * 3_600 * SECOND, 101));
        rig.prune();

        assertThat(rig.candles("AAPL", Interval.SECOND))
                .extracting(Candle::openE4)
                .containsExactly(101L);
        assertThat(rig.candles("AAPL", Interval.MINUTE)).hasSize(2);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private List<String> prices(Interval interval) {
        return rig.candles("AAPL", interval).stream()
                .map(candle ->
                        "%d %d %d %d".formatted(candle.openE4(), candle.highE4(), candle.lowE4(), candle.closeE4()))
                .toList();
    }

    private void write(Tick... ticks) {
        rig.write(frame(ticks));
    }

    private TickFrame frame(Tick... ticks) {
        long first = sequence + 1;
        List<Tick> numbered = new ArrayList<>();
        LongStream.range(0, ticks.length).forEach(i -> numbered.add(numbered(ticks[(int) i], first + i)));
        sequence += ticks.length;
        return new TickFrame(RUN, 1, 1, first, 0, TickSource.LIVE, first, 0, numbered);
    }

    private static Tick numbered(Tick tick, long sequence) {
        return new Tick(
                RUN,
                0,
                sequence,
                TickSource.LIVE,
                tick.symbol(),
                tick.timeMicros(),
                tick.priceE4(),
                tick.bidE4(),
                tick.askE4(),
                tick.size(),
                tick.changeE4());
    }

    private static Tick tick(long afterMicros, long priceE4) {
        return tick(afterMicros, priceE4, 100);
    }

    private static Tick tick(long afterMicros, long priceE4, long size) {
        return new Tick(
                RUN,
                0,
                0,
                TickSource.LIVE,
                "AAPL",
                OPEN_MICROS + afterMicros,
                priceE4,
                priceE4 - 1,
                priceE4 + 1,
                size,
                0);
    }
}
