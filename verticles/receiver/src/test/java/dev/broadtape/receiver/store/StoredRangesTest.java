package dev.broadtape.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.Frames;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.rocksdb.RocksDBException;

/** The store's memory of what was written, beside a plain set of sequences. */
class StoredRangesTest {
    private static final UUID RUN = TickStoreContract.RUN;

    /** Frames that are written at once, after the store was closed and opened again or not. */
    private record Write(boolean reopen, List<TickFrame> frames) {}

    private Path folder = Path.of("unknown");

    @BeforeTry
    void forget() {
        folder = Path.of("target", "ranges-" + UUID.randomUUID());
    }

    @Property
    void mergesAsASetDoes(@ForAll("someRanges") @Size(min = 1, max = 30) List<Range> added) {
        Set<Long> model = new TreeSet<>();
        Ranges ranges = Ranges.of(added.get(0));
        for (Range range : added) {
            ranges = ranges.with(range);
            LongStream.rangeClosed(range.first(), range.last()).forEach(model::add);
        }

        assertThat(ranges.all()).isEqualTo(ranges(model));
        assertThat(ranges.count()).isEqualTo(model.size());
    }

    @Property(tries = 15)
    void isExactOverEveryRestart(@ForAll("writes") @Size(max = 12) List<Write> writes) {
        List<Set<Long>> model = List.of(new TreeSet<>(), new TreeSet<>());
        TickStore store = open();
        try {
            for (Write write : writes) {
                store = write.reopen() ? reopened(store) : store;
                store.write(write.frames());
                write.frames().forEach(frame -> add(frame, model.get(frame.partition())));
                check(store, model);
            }
            store = reopened(store);
            check(store, model);
        } finally {
            store.close();
        }
    }

    @Example
    void takesOverWhatAnOlderLayoutKnew() throws RocksDBException {
        ByteBuffer key = ByteBuffer.allocate(19).put((byte) 0);
        key.putLong(RUN.getMostSignificantBits()).putLong(RUN.getLeastSignificantBits());
        key.putShort((short) 1);
        Rocks rocks = Rocks.open(folder.resolve("ticks"), Path.of("target", "native"), false);
        rocks.db()
                .put(
                        key.array(),
                        ByteBuffer.allocate(16).putLong(70).putLong(70).array());
        rocks.close();

        TickStore store = reopened(open());
        store.write(List.of(Frames.of(RUN, 1, 71, 5)));
        store = reopened(store);

        assertThat(store.ranges(RUN, 1)).containsExactly(new Range(1, 75));
        assertThat(store.stored()).isEqualTo(75);
        store.close();
    }

    @Example
    void knowsTheNewestRuns() {
        var runs = new ArrayList<UUID>();
        TickStore store = open();
        for (int i = 0; i < 5; i++) {
            UUID run = UUID.fromString("0199a0b4-%04x-7000-8000-000000000000".formatted(i));
            runs.add(0, run);
            store.write(List.of(Frames.of(run, 0, 1, 2)));
        }
        store = reopened(store);

        assertThat(store.runs(3)).isEqualTo(runs.subList(0, 3));
        assertThat(store.ranges(UUID.randomUUID(), 0)).isEmpty();
        store.close();
    }

    private TickStore open() {
        return RocksTickStore.open(folder, TickStoreContract.ALL, false);
    }

    private TickStore reopened(TickStore store) {
        store.close();
        return open();
    }

    private static void add(TickFrame frame, Set<Long> sequences) {
        LongStream.rangeClosed(frame.firstSequence(), frame.lastSequence()).forEach(sequences::add);
    }

    private static void check(TickStore store, List<Set<Long>> model) {
        assertThat(store.ranges(RUN, 0)).isEqualTo(ranges(model.get(0)));
        assertThat(store.ranges(RUN, 1)).isEqualTo(ranges(model.get(1)));
        assertThat(store.stored())
                .isEqualTo(model.get(0).size() + model.get(1).size())
                .isEqualTo(store.newest(10_000).size());
    }

    private static List<Range> ranges(Set<Long> ascending) {
        var ranges = new ArrayList<Range>();
        for (long sequence : ascending) {
            int end = ranges.size() - 1;
            if (end >= 0 && ranges.get(end).last() + 1 == sequence) {
                ranges.set(end, new Range(ranges.get(end).first(), sequence));
            } else {
                ranges.add(new Range(sequence, sequence));
            }
        }
        return ranges;
    }

    @Provide
    Arbitrary<List<Range>> someRanges() {
        return range().list();
    }

    private static Arbitrary<Range> range() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 90),
                        Arbitraries.integers().between(1, 15))
                .as((first, count) -> new Range(first, first + count - 1));
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        Arbitrary<TickFrame> frame = Combinators.combine(Arbitraries.integers().between(0, 1), range())
                .as((partition, range) -> Frames.of(RUN, partition, range.first(), (int) range.count()));
        return Combinators.combine(
                        Arbitraries.of(true, false, false, false),
                        frame.list().ofMinSize(1).ofMaxSize(3))
                .as(Write::new)
                .list();
    }
}
