package dev.broadtape.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.Frames;
import dev.broadtape.receiver.store.TickQuery.Order;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every tick store must do. */
public abstract class TickStoreContract {
    protected static final Keep ALL = new Keep(Duration.ofDays(3_650), 1L << 40);
    protected static final UUID RUN = UUID.fromString("0199a0b4-0000-7000-8000-000000000001");
    private static final UUID OTHER_RUN = UUID.fromString("f199a0b4-0000-7000-8000-000000000002");

    @TempDir
    protected Path folder;

    protected TickStore store;

    protected abstract TickStore open(Keep keep);

    @BeforeEach
    void open() {
        store = open(ALL);
    }

    @AfterEach
    void close() {
        store.close();
    }

    protected final void reopen(Keep keep) {
        store.close();
        store = open(keep);
    }

    @Test
    void givesBackWhatWasWritten() {
        store.write(List.of(Frames.of(RUN, 3, 1, 9)));

        assertThat(store.newest("GOOGL", 10)).containsExactly(Frames.tick(RUN, 3, 8), Frames.tick(RUN, 3, 4));
    }

    @Test
    void countsATickOnceHoweverOftenItIsWritten() {
        store.write(List.of(Frames.of(RUN, 0, 1, 100)));
        store.write(List.of(Frames.of(RUN, 0, 1, 100)));
        store.write(List.of(Frames.of(RUN, 0, 51, 100), Frames.of(OTHER_RUN, 0, 1, 10)));

        assertThat(store.stored()).isEqualTo(160);
        assertThat(store.newest(1_000)).hasSize(160).doesNotHaveDuplicates();
    }

    @Test
    void countsOnlyWhatCameHereWhenAnotherReceiverHadTheRest() {
        store.write(List.of(Frames.of(RUN, 0, 1, 100)));
        store.write(List.of(Frames.of(RUN, 0, 201, 100)));

        assertThat(store.stored()).isEqualTo(200);
    }

    @Test
    void tellsRunsAndPartitionsApart() {
        store.write(List.of(Frames.of(RUN, 0, 1, 4), Frames.of(RUN, 1, 1, 4), Frames.of(OTHER_RUN, 0, 1, 4)));

        assertThat(store.stored()).isEqualTo(12);
        assertThat(store.newest(100)).hasSize(12);
        assertThat(store.newest("T", 10)).extracting(Tick::run).containsExactlyInAnyOrder(RUN, OTHER_RUN);
    }

    @Test
    void mergesTheNewestOfAllSymbols() {
        store.write(List.of(Frames.of(RUN, 0, 1, 1_000)));

        assertThat(store.newest(7))
                .extracting(Tick::sequence)
                .containsExactly(1_000L, 999L, 998L, 997L, 996L, 995L, 994L);
    }

    @Test
    void mergesASymbolThatStoppedLongAgo() {
        store.write(List.of(Frames.of(RUN, 0, 1, 1), Frames.of(RUN, 1, 100, 2)));

        assertThat(store.newest(10)).extracting(Tick::sequence).containsExactly(101L, 100L, 1L);
    }

    @Test
    void knowsNothingOfASymbolThatNeverTicked() {
        store.write(List.of(Frames.of(RUN, 0, 1, 10)));

        assertThat(store.newest("AAP", 10)).isEmpty();
        assertThat(store.newest("AAPLE", 10)).isEmpty();
    }

    @Test
    void readsATimeRangeOldestFirst() {
        store.write(List.of(Frames.of(RUN, 0, 1, 100)));
        long from = Frames.tick(RUN, 0, 20).timeMicros();
        long to = Frames.tick(RUN, 0, 40).timeMicros();

        assertThat(store.range("AAPL", from, to, 100))
                .extracting(Tick::sequence)
                .containsExactly(20L, 24L, 28L, 32L, 36L);
        assertThat(store.range("AAPL", from, to, 2)).extracting(Tick::sequence).containsExactly(20L, 24L);
    }

    @Test
    void keepsTicksAndCountsOverARestart() {
        store.write(List.of(Frames.of(RUN, 0, 1, 100)));

        reopen(ALL);
        store.write(List.of(Frames.of(RUN, 0, 91, 20)));

        assertThat(store.stored()).isEqualTo(110);
        assertThat(store.newest(200)).hasSize(110);
    }

    @Test
    void readsPageAfterPageEveryTickOnce() {
        store.write(List.of(Frames.of(RUN, 0, 1, 200), Frames.of(OTHER_RUN, 0, 1, 200), Frames.of(RUN, 1, 1, 200)));
        for (Order order : Order.values()) {
            var query = new TickQuery(Optional.empty(), Long.MIN_VALUE, Long.MAX_VALUE, order, Optional.empty(), 600);
            List<Tick> all = store.find(query);

            assertThat(all).hasSize(600).doesNotHaveDuplicates();
            assertThat(all).extracting(TickKey::of).isSortedAccordingTo(query.comparator());
            assertThat(inPages(Optional.empty(), order, 7)).isEqualTo(all);
            assertThat(inPages(Optional.of("AAPL"), order, 7))
                    .isEqualTo(all.stream()
                            .filter(tick -> tick.symbol().equals("AAPL"))
                            .toList());
        }
    }

    private List<Tick> inPages(Optional<String> symbol, Order order, int limit) {
        var all = new ArrayList<Tick>();
        List<Tick> page;
        do {
            Optional<TickKey> after =
                    all.isEmpty() ? Optional.empty() : Optional.of(TickKey.of(all.get(all.size() - 1)));
            page = store.find(new TickQuery(symbol, Long.MIN_VALUE, Long.MAX_VALUE, order, after, limit));
            all.addAll(page);
        } while (page.size() == limit);
        return all;
    }

    @Test
    void readsAWindowThatEndsBeforeItsEnd() {
        store.write(List.of(Frames.of(RUN, 0, 1, 100)));
        long from = Frames.tick(RUN, 0, 20).timeMicros();
        long to = Frames.tick(RUN, 0, 24).timeMicros();

        for (Order order : Order.values()) {
            assertThat(store.find(new TickQuery(Optional.empty(), from, to, order, Optional.empty(), 100)))
                    .extracting(Tick::sequence)
                    .containsExactlyInAnyOrder(20L, 21L, 22L, 23L);
        }
        assertThat(store.find(
                        new TickQuery(Optional.of("F"), from, from + 1, Order.NEWEST_FIRST, Optional.empty(), 100)))
                .isEmpty();
    }

    @Test
    void countsInMinutesEachTickOnceAndInItsPlace() {
        store.write(List.of(Frames.of(RUN, 0, 4_001, 4_000), Frames.of(OTHER_RUN, 0, 1, 100)));
        store.write(List.of(Frames.of(RUN, 0, 1, 6_000), Frames.of(RUN, 0, 7_001, 1_500)));
        store.write(List.of(Frames.of(RUN, 0, 1, 8_500)));

        assertMinutes();
        reopen(ALL);
        assertMinutes();
    }

    private void assertMinutes() {
        List<Tick> ticks = store.range("AAPL", Long.MIN_VALUE, Long.MAX_VALUE, 100_000);
        for (Optional<UUID> run : List.of(Optional.<UUID>empty(), Optional.of(RUN), Optional.of(OTHER_RUN))) {
            Map<Long, Minute> expected = new TreeMap<>();
            ticks.stream()
                    .filter(tick -> run.isEmpty() || run.get().equals(tick.run()))
                    .forEach(tick -> expected.merge(Minute.start(tick.timeMicros()), Minute.of(tick), Minute::plus));
            Map<Long, Minute> found = new TreeMap<>();
            store.minutes("AAPL", Long.MIN_VALUE, Long.MAX_VALUE, run)
                    .forEach(minute -> found.merge(minute.startMicros(), minute, Minute::plus));

            assertThat(found).isEqualTo(expected).isNotEmpty();
        }
        long second = Minute.start(Frames.tick(RUN, 0, 1).timeMicros()) + Minute.MICROS;
        assertThat(store.minutes("AAPL", second, second + 2 * Minute.MICROS, Optional.empty()))
                .extracting(Minute::startMicros)
                .containsExactly(second, second + Minute.MICROS);
    }

    @Test
    void knowsTheLastTickThatCame() {
        store.write(List.of(Frames.of(RUN, 0, 101, 4)));
        store.write(List.of(Frames.of(RUN, 0, 1, 4)));

        assertThat(store.last("AAPL")).contains(Frames.tick(RUN, 0, 4));
        assertThat(store.last("NONE")).isEmpty();
        assertThat(store.lastAfter("AAPL", 2)).extracting(Tick::symbol).containsExactly("BRK.B", "F");
    }

    @Test
    void saysThatItIsClosed() {
        store.close();

        assertThatThrownBy(() -> store.newest(1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }
}
