package dev.broadtape.receiver.store;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.TickFrame;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * Which ticks were ever written and how many removed, kept in the same batches as the ticks: a row for each range of
 * sequences of a {@link Strand}, and one, below them all, for the number removed:
 *
 * <pre>
 *  0x00  ->  removed
 *    1          8     bytes
 * </pre>
 *
 * <p>A strand has a range more for each time that its partition came here from another receiver. Safe on any thread;
 * a strand is written by one at a time.
 */
final class Tally {
    /** Where the keys of ticks begin. */
    static final byte[] TICKS = {MinuteRow.MARK + 1};

    private static final byte[] REMOVED = {Strand.MARK};

    private final Map<Strand, Ranges> strands = new ConcurrentHashMap<>();
    private final Set<UUID> runs = new ConcurrentSkipListSet<>(Comparator.reverseOrder());
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong removed = new AtomicLong();

    /** Reads what was kept, and adds to {@code renewed} what replaces the rows of an older layout. */
    void load(RocksIterator from, WriteBatch renewed) throws RocksDBException {
        for (from.seek(REMOVED); from.isValid() && from.key()[0] == Strand.MARK; from.next()) {
            ByteBuffer key = ByteBuffer.wrap(from.key(), 1, from.key().length - 1);
            ByteBuffer value = ByteBuffer.wrap(from.value());
            if (!key.hasRemaining()) {
                removed.set(value.getLong());
                continue;
            }
            Strand strand = Strand.read(key);
            if (key.hasRemaining()) {
                add(strand, new Range(key.getLong(), value.getLong()));
            } else {
                renewed.delete(from.key());
                add(strand, renew(strand, value, renewed));
            }
        }
    }

    /** A row once told the last sequence and the count, which is all there is to know of a strand that never moved. */
    private static Range renew(Strand strand, ByteBuffer lastAndCount, WriteBatch renewed) throws RocksDBException {
        long last = lastAndCount.getLong();
        var range = new Range(last - lastAndCount.getLong() + 1, last);
        renewed.put(strand.key(range), Strand.value(range));
        return range;
    }

    private void add(Strand strand, Range range) {
        put(strand, with(strands.get(strand), range));
    }

    /** Adds the new ranges to the batch; run the result once the batch is written. */
    Runnable count(List<TickFrame> frames, WriteBatch batch) throws RocksDBException {
        Map<Strand, Ranges> changed = new HashMap<>();
        for (TickFrame frame : frames) {
            Strand strand = Strand.of(frame);
            Ranges before = changed.getOrDefault(strand, strands.get(strand));
            changed.put(strand, with(before, new Range(frame.firstSequence(), frame.lastSequence())));
        }
        for (Map.Entry<Strand, Ranges> change : changed.entrySet()) {
            write(change.getKey(), strands.get(change.getKey()), change.getValue(), batch);
        }
        return () -> changed.forEach(this::put);
    }

    private static void write(Strand strand, @Nullable Ranges before, Ranges after, WriteBatch batch)
            throws RocksDBException {
        if (before != null && after.onlyLastGrewSince(before)) {
            batch.put(strand.key(after.last()), Strand.value(after.last()));
            return;
        }
        Set<Range> kept = new HashSet<>(after.all());
        kept.retainAll(all(before));
        for (Range range : all(before)) {
            if (!kept.contains(range)) {
                batch.delete(strand.key(range));
            }
        }
        for (Range range : after.all()) {
            if (!kept.contains(range)) {
                batch.put(strand.key(range), Strand.value(range));
            }
        }
    }

    private static List<Range> all(@Nullable Ranges ranges) {
        return ranges == null ? List.of() : ranges.all();
    }

    private static Ranges with(@Nullable Ranges before, Range range) {
        return before == null ? Ranges.of(range) : before.with(range);
    }

    /** Adds the removal of {@code entries} ticks to the batch; run the result once the batch is written. */
    Runnable remove(long entries, WriteBatch batch) throws RocksDBException {
        long total = removed.get() + entries;
        batch.put(REMOVED, ByteBuffer.allocate(8).putLong(total).array());
        return () -> removed.set(total);
    }

    private void put(Strand strand, Ranges ranges) {
        Ranges before = strands.put(strand, ranges);
        stored.addAndGet(ranges.count() - (before == null ? 0 : before.count()));
        runs.add(strand.run());
    }

    Optional<Ranges> of(Strand strand) {
        return Optional.ofNullable(strands.get(strand));
    }

    List<Range> ranges(Strand strand) {
        return all(strands.get(strand));
    }

    /** The newest first. */
    List<UUID> runs(int limit) {
        return runs.stream().limit(limit).toList();
    }

    long stored() {
        return stored.get();
    }

    long entries() {
        return stored.get() - removed.get();
    }
}
