package dev.broadtape.receiver;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Frames as a driver makes them: run, partition and sequence decide every tick. */
public final class Frames {
    public static final long SEED = 20_261_124;
    public static final long FENCE = 1;
    /** Four of each partition. */
    private static final List<List<String>> SYMBOLS = List.of(
            List.of("AAPL", "BRK.B", "F", "T"),
            List.of("CSCO", "JNJ", "JPM", "MA"),
            List.of("AMZN", "BA", "BAC", "GE"),
            List.of("GOOGL", "HD", "IBM", "MSFT"));

    private static final long START_MICROS = 1_767_641_400_000_000L;

    private Frames() {}

    public static TickFrame of(UUID run, int partition, long first, int count) {
        return of(run, partition, first, count, FENCE);
    }

    public static TickFrame of(UUID run, int partition, long first, int count, long fence) {
        List<Tick> ticks = LongStream.range(first, first + count)
                .mapToObj(sequence -> tick(run, partition, sequence))
                .toList();
        return new TickFrame(run, SEED, fence, first, partition, TickSource.LIVE, first, START_MICROS, ticks);
    }

    public static Tick tick(UUID run, int partition, long sequence) {
        String symbol = SYMBOLS.get(partition).get((int) (sequence % 4));
        long priceE4 = 1_874_200 + sequence * 37 % 10_000;
        return new Tick(
                run,
                partition,
                sequence,
                TickSource.LIVE,
                symbol,
                START_MICROS + sequence * 25_001,
                priceE4,
                priceE4 - 100,
                priceE4 + 100,
                1 + sequence % 900,
                priceE4 - 1_870_000);
    }
}
