package dev.broadtape.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.Frames;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RocksTickStoreTest extends TickStoreContract {
    @Override
    protected TickStore open(Keep keep) {
        return RocksTickStore.open(folder, keep, false);
    }

    @Test
    void hasEveryAcknowledgedBatchAfterItsProcessWasKilled() throws IOException {
        store.close();
        long acknowledged = StoreChild.killedAfter(folder, 200);

        store = open(ALL);

        assertThat(store.stored()).isGreaterThanOrEqualTo(acknowledged * StoreChild.TICKS);
        List<Long> sequences = LongStream.rangeClosed(1, store.stored()).boxed().toList();
        assertThat(store.newest((int) store.stored() + 1).stream()
                        .map(Tick::sequence)
                        .sorted())
                .containsExactlyElementsOf(sequences);
    }

    @Test
    void namesTheFolderThatIsInUse() {
        assertThatThrownBy(() -> open(ALL))
                .isInstanceOf(StoreException.class)
                .hasMessage("the tick store in %s is in use by another process", folder.resolve("ticks"));
    }

    @Test
    void unpacksItsLibraryIntoTheDataFolder() {
        assertThat(folder.resolve("native")).isDirectory();
    }

    @Test
    void makesTheMinutesOfAStoreThatWasWrittenWithoutAny() throws RocksDBException {
        store.write(List.of(Frames.of(RUN, 0, 1, 9_000)));
        List<Minute> before = store.minutes("AAPL", Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty());
        store.close();
        try (RocksDB db = RocksDB.open(folder.resolve("ticks").toString())) {
            db.deleteRange(new byte[] {1}, new byte[] {2});
        }
        store = open(ALL);

        assertThat(store.minutes("AAPL", Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty()))
                .isEqualTo(before)
                .hasSize(4);
    }

    @Test
    void removesWhatIsOlderThanTheRetentionOnTheTapesClock() {
        store.write(List.of(Frames.of(RUN, 0, 1, 400)));

        reopen(new Keep(Duration.ofNanos(25_001_000L * 40), 1L << 40));
        store.prune();

        assertThat(store.newest("AAPL", 1_000))
                .extracting(Tick::sequence)
                .contains(400L, 360L)
                .doesNotContain(356L);
        assertThat(store.stored()).isEqualTo(400);
        assertThat(store.entries()).isEqualTo(store.newest(1_000).size()).isEqualTo(44);
    }

    @Test
    void countsWhatWasRemovedOverARestart() {
        store.write(List.of(Frames.of(RUN, 0, 1, 400)));
        reopen(new Keep(Duration.ofNanos(25_001_000L * 40), 1L << 40));
        store.prune();

        reopen(ALL);

        assertThat(store.entries()).isEqualTo(44);
    }

    @Test
    void removesMinutesThatAreOverWithTheTicks() {
        store.write(List.of(Frames.of(RUN, 0, 1, 9_000)));
        reopen(new Keep(Duration.ofMinutes(1), 1L << 40));

        store.prune();

        assertThat(store.minutes("AAPL", Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty()))
                .hasSize(2);
    }

    @Test
    void countsAnEntryOnceHoweverOftenItIsWritten() {
        store.write(List.of(Frames.of(RUN, 0, 1, 100)));
        store.write(List.of(Frames.of(RUN, 0, 51, 100)));

        assertThat(store.entries()).isEqualTo(150);
    }

    @Test
    void shrinksToItsLargestSize() {
        for (int i = 0; i < 300; i++) {
            store.write(List.of(Frames.of(RUN, 0, 1 + i * 1_000L, 1_000)));
        }
        reopen(new Keep(Duration.ofDays(3_650), 1L << 20));

        store.prune();

        assertThat(store.entries())
                .isLessThan(200_000)
                .isEqualTo(store.newest(400_000).size());
        assertThat(store.newest(1).get(0).sequence()).isEqualTo(300_000);
    }
}
