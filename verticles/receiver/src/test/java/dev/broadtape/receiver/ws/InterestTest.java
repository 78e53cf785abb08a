package dev.broadtape.receiver.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import dev.broadtape.receiver.Frames;
import dev.broadtape.receiver.kafka.TickBytes;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InterestTest {
    private final UUID run = UUID.randomUUID();
    private final Board board = new Board(new Tracks(1_000));
    private final TickBytes bytes = new TickBytes();

    private Selection selection(String... symbols) {
        var selection = new Selection(board, bytes);
        selection.add(List.of(symbols));
        return selection;
    }

    private void hear(int partition, long first, int count) {
        board.hear(Frames.of(run, partition, first, count));
    }

    /** All messages up to where it knows all. */
    private static List<Batch> all(Interest interest) {
        var all = new ArrayList<Batch>();
        interest.next().ifPresent(all::add);
        for (var next = interest.next(); next.isPresent(); next = interest.next()) {
            all.add(next.get());
        }
        return all;
    }

    private static List<Long> sequences(Batch batch) {
        return batch.ticks().stream()
                .map(tick -> new JsonObject(tick).getLong("sequence"))
                .toList();
    }

    @Test
    void showsFirstHowThingsAreAndThenWhatChanges() {
        hear(0, 1, 8);
        for (Interest interest : List.of(selection("AAPL", "BRK.B", "F", "T"), new Everything(board, bytes))) {
            List<Batch> first = all(interest);
            assertThat(first).singleElement().matches(Batch::snapshot);
            assertThat(sequences(first.get(0))).containsExactly(5L, 6L, 7L, 8L);
        }
        Interest one = selection("BRK.B", "MSFT");
        assertThat(sequences(all(one).get(0))).containsExactly(5L);

        hear(0, 9, 8);
        hear(3, 1, 3);

        List<Batch> changes = all(one);
        assertThat(changes).singleElement().matches(batch -> !batch.snapshot());
        assertThat(sequences(changes.get(0))).containsExactly(13L, 3L);
        assertThat(changes.get(0).conflated()).isEqualTo(1);
        assertThat(all(one)).isEmpty();
    }

    @Test
    void tellsOrCountsEachTickOnceWhoeverAsks() {
        hear(0, 1, 10);
        Interest all = new Everything(board, bytes);
        Interest some = selection("AAPL", "F");
        all(all);
        all(some);
        long toAll = 0;
        long toSome = 0;
        for (long first = 11; first < 400; first += 13) {
            hear(0, first, 13);
            hear(0, first - 5, 9);
            toAll += accounted(all(all));
            toSome += first % 2 == 0 ? accounted(all(some)) : 0;
        }
        toSome += accounted(all(some));

        assertThat(toAll).isEqualTo(board.heard() - 10);
        assertThat(toSome)
                .isEqualTo(IntStream.rangeClosed(11, 400)
                        .filter(sequence -> sequence % 4 == 0 || sequence % 4 == 2)
                        .count());
    }

    private static long accounted(List<Batch> batches) {
        return batches.stream()
                .mapToLong(batch -> batch.ticks().size() + batch.conflated())
                .sum();
    }

    @Test
    void tellsNoMoreThanAMessageHolds() {
        List<Tick> ticks =
                IntStream.rangeClosed(1, 400).mapToObj(this::ofManySymbols).toList();
        var frame = new TickFrame(run, 1, 1, 0, 0, TickSource.LIVE, 1, 0, ticks);
        board.hear(frame);
        String[] names = ticks.stream().map(Tick::symbol).toArray(String[]::new);
        Interest everything = new Everything(board, bytes);
        Interest selection = selection(names);
        for (Interest interest : List.of(everything, selection)) {
            assertThat(all(interest))
                    .allMatch(Batch::snapshot)
                    .extracting(batch -> batch.ticks().size())
                    .containsExactly(150, 150, 100);
        }

        board.hear(new TickFrame(run, 1, 1, 0, 0, TickSource.LIVE, 401, 0, again(again(ticks, 401), 401)));
        board.hear(new TickFrame(run, 1, 1, 0, 0, TickSource.LIVE, 801, 0, again(ticks, 801)));

        for (Interest interest : List.of(everything, selection)) {
            List<Batch> changes = all(interest);
            assertThat(changes).extracting(batch -> batch.ticks().size()).containsExactly(150, 150, 100);
            assertThat(changes.stream().mapToLong(Batch::conflated).sum()).isEqualTo(400);
            assertThat(changes.stream().flatMap(batch -> sequences(batch).stream()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private Tick ofManySymbols(int sequence) {
        return tick(sequence, "S" + sequence);
    }

    private Tick tick(long sequence, String symbol) {
        return new Tick(run, 0, sequence, TickSource.LIVE, symbol, sequence, 1, 1, 1, 1, 0);
    }

    private List<Tick> again(List<Tick> ticks, long first) {
        return IntStream.range(0, ticks.size())
                .mapToObj(i -> tick(first + i, ticks.get(i).symbol()))
                .toList();
    }

    @Test
    void snapshotsWhatIsAddedAndKeepsCountingTheRest() {
        hear(0, 1, 8);
        Selection selection = selection("AAPL");
        all(selection);
        hear(0, 9, 8);

        selection.add(List.of("F"));

        List<Batch> batches = all(selection);
        assertThat(batches).extracting(Batch::snapshot).containsExactly(true, false);
        assertThat(sequences(batches.get(0))).containsExactly(14L);
        assertThat(sequences(batches.get(1))).containsExactly(16L);
        assertThat(batches.get(1).conflated()).isEqualTo(1);

        selection.remove(List.of("AAPL"));
        hear(0, 17, 8);

        assertThat(sequences(all(selection).get(0))).containsExactly(22L);
        assertThat(selection.symbols()).containsExactly("F");
    }

    @Test
    void mayNameASymbolBeforeItTicks() {
        Interest interest = selection("AAPL");
        assertThat(all(interest)).singleElement().matches(batch -> batch.ticks().isEmpty());

        hear(0, 1, 8);

        assertThat(sequences(all(interest).get(0))).containsExactly(8L);
    }

    @Test
    void refusesSymbolsThatAreNone() {
        board.hear(new TickFrame(run, 1, 1, 0, 0, TickSource.LIVE, 1, 0, List.of(tick(1, "A\",\"x"))));

        assertThat(board.refused()).isEqualTo(1);
        assertThat(all(new Everything(board, bytes)).get(0).ticks()).isEmpty();
    }
}
