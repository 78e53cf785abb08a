package dev.broadtape.receiver.query;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import dev.broadtape.receiver.store.Keep;
import dev.broadtape.receiver.store.Minute;
import dev.broadtape.receiver.store.RocksTickStore;
import dev.broadtape.receiver.store.TickKey;
import dev.broadtape.receiver.store.TickQuery;
import dev.broadtape.receiver.store.TickQuery.Order;
import dev.broadtape.receiver.store.TickStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * How long each query takes in the embedded store, on one thread: {@code java -cp … dev.broadtape.receiver.query.QueryBenchmark
 * [ticks] [symbols] [questions]}. The ticks are spread evenly over 24 hours; symbols and times are asked for at random.
 */
final class QueryBenchmark {
    private static final UUID RUN = UUID.fromString("0199a0b4-0000-7000-8000-000000000001");
    private static final int FRAME = 10_000;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final long START = Exchange.micros(Instant.parse("2026-11-24T00:00:00Z"));

    private final TickStore store;
    private final long ticks;
    private final int symbols;
    private final Random random = new Random(20_261_124);

    private QueryBenchmark(TickStore store, long ticks, int symbols) {
        this.store = store;
        this.ticks = ticks;
        this.symbols = symbols;
    }

    public static void main(String[] args) {
        long ticks = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000;
        int symbols = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        int questions = args.length > 2 ? Integer.parseInt(args[2]) : 1_000;
        Path folder = Path.of("target", "queries-" + UUID.randomUUID());
        try (TickStore store = RocksTickStore.open(folder, new Keep(Duration.ofDays(7), 1L << 40), false)) {
            var benchmark = new QueryBenchmark(store, ticks, symbols);
            benchmark.fill();
            for (int round = 1; round <= 2; round++) {
                benchmark.ask(round, questions);
            }
        }
    }

    private void fill() {
        long begun = System.nanoTime();
        for (long first = 1; first <= ticks; first += FRAME) {
            List<Tick> some =
                    LongStream.range(first, first + FRAME).mapToObj(this::tick).toList();
            store.write(List.of(new TickFrame(RUN, 1, 1, first, 0, TickSource.LIVE, first, 0, some)));
        }
        System.out.printf(
                "%,d ticks of %d symbols written, %,d a second%n",
                ticks, symbols, ticks * 1_000_000_000L / (System.nanoTime() - begun));
    }

    private Tick tick(long sequence) {
        long priceE4 = 1_874_200 + sequence * 37 % 10_000;
        long time = START + sequence * (DAY_MICROS / ticks);
        return new Tick(
                RUN, 0, sequence, TickSource.LIVE, symbol(sequence), time, priceE4, priceE4, priceE4, 100, 4_200);
    }

    private String symbol(long number) {
        return "S%03d".formatted(number % symbols);
    }

    private void ask(int round, int questions) {
        print(round, "recent 100", questions, () -> store.newest(100).size());
        print(round, "recent 1000", questions, () -> store.newest(1_000).size());
        print(round, "latest", questions, () -> store.newest(some(), 1).size());
        print(round, "window, symbol 100", questions, () -> find(Optional.of(some()), 101));
        print(round, "window, symbol 1000", questions, () -> find(Optional.of(some()), 1_001));
        print(round, "window, all 100", questions, () -> find(Optional.empty(), 101));
        print(round, "window, all 1000", questions, () -> find(Optional.empty(), 1_001));
        print(round, "statistics 24h", questions, () -> statistics(Duration.ofDays(1)));
        print(round, "statistics 1h", questions, () -> statistics(Duration.ofHours(1)));
        print(round, "symbols", questions, () -> store.lastAfter("", 100).size());
    }

    private String some() {
        return symbol(random.nextInt(symbols));
    }

    /** The second page of an hour that begins anywhere. */
    private int find(Optional<String> symbol, int limit) {
        long from = START + (long) (random.nextDouble() * (DAY_MICROS - 3_600_000_000L));
        var after = new TickKey(from + 1_800_000_000L, RUN, 1, "S000");
        return store.find(new TickQuery(
                        symbol, from, from + 3_600_000_000L, Order.NEWEST_FIRST, Optional.of(after), limit))
                .size();
    }

    private int statistics(Duration length) {
        String symbol = some();
        Window window = Window.upTo(store.last(symbol).orElseThrow().timeMicros(), length);
        List<Minute> minutes = store.minutes(symbol, window.fromMicros(), window.toMicros(), Optional.empty());
        return (int) Statistics.of(minutes).orElseThrow().whole().ticks();
    }

    private interface Question {
        int ask();
    }

    private static void print(int round, String what, int questions, Question question) {
        long[] nanos = new long[questions];
        var found = new ArrayList<Integer>();
        for (int i = 0; i < questions; i++) {
            long begun = System.nanoTime();
            found.add(question.ask());
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%d  %-20s p50 %7.3f ms   p99 %7.3f ms   max %7.3f ms   %,d found%n",
                round,
                what,
                nanos[questions / 2] / 1e6,
                nanos[questions * 99 / 100] / 1e6,
                nanos[questions - 1] / 1e6,
                found.get(questions / 2));
    }
}
