package dev.broadtape.receiver.candle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.broadtape.contract.Candle;
import dev.broadtape.contract.Interval;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever happens to ticks on their way, candles are what the ticks in the store add up to. */
class CandlesEqualTicksTest {
    private static final List<String> SYMBOLS = List.of("AAPL", "BRK.B", "F");
    private static final List<UUID> RUNS = List.of(
            UUID.fromString("0199a0b4-0000-7000-8000-000000000001"),
            UUID.fromString("f199a0b4-0000-7000-8000-000000000002"));
    /** The night in which the clocks change: 2026-03-08T04:59:00Z is a minute before midnight in New York. */
    private static final long START_MICROS = 1_772_945_940_000_000L;

    private final List<TickFrame> written = new ArrayList<>();
    private final long[] sequences = new long[RUNS.size()];
    private CandleRig rig = new CandleRig(folder());

    private static Path folder() {
        return Path.of("target", "candles-" + UUID.randomUUID());
    }

    @BeforeTry
    void begin() {
        rig.close();
        rig = new CandleRig(folder());
        written.clear();
        Arrays.fill(sequences, 0);
    }

    @AfterTry
    void end() {
        rig.close();
    }

    @Property(tries = 40)
    void candlesEqualTheTicksOfTheStore(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long seed) {
        var random = new Random(seed);
        for (int before = random.nextInt(3); before > 0; before--) {
            rig.writeTicksOnly(frame(random));
        }
        for (int step = 0; step < 60; step++) {
            step(random);
        }
        for (String symbol : SYMBOLS) {
            for (Interval interval : Interval.values()) {
                assertThat(candles(symbol, interval))
                        .as("%s %s of seed %d", symbol, interval, seed)
                        .isEqualTo(expected(symbol, interval));
            }
        }
    }

    private void step(Random random) {
        switch (random.nextInt(10)) {
            case 0 -> rig.crash();
            case 1 -> rig.settle();
            case 2 -> again(random);
            case 3 -> fail(random);
            case 4 -> rig.pass(Duration.ofSeconds(random.nextInt(90)));
            default -> write(frame(random));
        }
    }

    private void write(TickFrame frame) {
        rig.write(frame);
        written.add(frame);
    }

    private void again(Random random) {
        if (!written.isEmpty()) {
            rig.write(written.get(random.nextInt(written.size())));
        }
    }

    private void fail(Random random) {
        TickFrame frame = frame(random);
        rig.failNextWrite(random.nextBoolean());
        assertThat(catchThrowable(() -> rig.write(frame))).isNotNull();
        if (random.nextBoolean()) {
            rig.crash();
        }
        write(frame);
    }

    private TickFrame frame(Random random) {
        int which = random.nextInt(RUNS.size());
        long first = sequences[which] + 1;
        List<Tick> ticks = new ArrayList<>();
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            ticks.add(tick(random, RUNS.get(which), first + i));
        }
        sequences[which] += count;
        return new TickFrame(RUNS.get(which), 1, 1, first, 0, TickSource.LIVE, first, 0, ticks);
    }

    /** Times are of a few hours around midnight, many of them in the same seconds, and some the very same. */
    private static Tick tick(Random random, UUID run, long sequence) {
        long second = random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(200);
        long timeMicros = START_MICROS + second * 1_000_000 + random.nextInt(4) * 250_000L;
        long priceE4 = 1_000_000L + random.nextInt(1_000);
        String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
        return new Tick(
                run,
                0,
                sequence,
                TickSource.LIVE,
                symbol,
                timeMicros,
                priceE4,
                priceE4 - 1,
                priceE4 + 1,
                random.nextInt(1_000),
                0);
    }

    private List<Candle> candles(String symbol, Interval interval) {
        rig.build();
        return rig.ticks().newest(symbol, 1).isEmpty()
                ? List.of()
                : rig.candles(symbol, interval).stream()
                        .map(candle -> with(candle, 0))
                        .toList();
    }

    /** As a reader of the definition would write it. */
    private List<Candle> expected(String symbol, Interval interval) {
        var windows = new TreeMap<Long, List<Tick>>();
        rig.ticks()
                .range(symbol, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000)
                .forEach(tick -> windows.computeIfAbsent(
                                interval.startMicros(tick.timeMicros()), any -> new ArrayList<>())
                        .add(tick));
        List<Candle> candles = new ArrayList<>();
        windows.forEach((start, ticks) -> candles.add(candle(symbol, interval, start, ticks)));
        return candles;
    }

    private static Candle candle(String symbol, Interval interval, long start, List<Tick> ticks) {
        long closeE4 = ticks.get(ticks.size() - 1).priceE4();
        long volume = ticks.stream().mapToLong(Tick::size).sum();
        BigInteger turnover = ticks.stream()
                .map(tick -> BigInteger.valueOf(tick.priceE4()).multiply(BigInteger.valueOf(tick.size())))
                .reduce(BigInteger.ZERO, BigInteger::add);
        long vwapE4 = volume == 0
                ? closeE4
                : new BigDecimal(turnover)
                        .divide(BigDecimal.valueOf(volume), 0, RoundingMode.HALF_UP)
                        .longValueExact();
        return new Candle(
                symbol,
                interval,
                start,
                ticks.get(0).priceE4(),
                ticks.stream().mapToLong(Tick::priceE4).max().orElseThrow(),
                ticks.stream().mapToLong(Tick::priceE4).min().orElseThrow(),
                closeE4,
                volume,
                ticks.size(),
                vwapE4,
                0);
    }

    private static Candle with(Candle candle, int revision) {
        return new Candle(
                candle.symbol(),
                candle.interval(),
                candle.startMicros(),
                candle.openE4(),
                candle.highE4(),
                candle.lowE4(),
                candle.closeE4(),
                candle.volume(),
                candle.ticks(),
                candle.vwapE4(),
                revision);
    }
}
