package dev.broadtape.receiver.store;

import dev.broadtape.contract.TickFrame;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * How many different ticks were written and how many removed, kept in the same batches as the ticks.
 *
 * <p>For each run and partition it knows the last sequence and the count. Sequences only grow, so a tick at or
 * below the last one is here already and is not counted again. Its keys begin with 0x00, below all symbols:
 *
 * <pre>
 *  0x00  run  partition  ->  last  count        0x00  ->  removed
 *    1    16      2           8      8            1          8     bytes
 * </pre>
 */
final class Tally {
    /** Where the keys of ticks begin. */
    static final byte[] TICKS = {1};

    private static final byte[] REMOVED = {0};

    private record Strand(UUID run, int partition) {}

    private record Extent(long last, long count) {
        static final Extent NONE = new Extent(0, 0);

        Extent with(TickFrame frame) {
            long added = frame.lastSequence() - Math.max(last, frame.firstSequence() - 1);
            return added <= 0 ? this : new Extent(frame.lastSequence(), count + added);
        }
    }

    private final Map<Strand, Extent> extents = new ConcurrentHashMap<>();
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong removed = new AtomicLong();

    /** Reads what was kept. */
    void load(RocksIterator from) {
        for (from.seek(REMOVED); from.isValid() && from.key()[0] == 0; from.next()) {
            ByteBuffer key = ByteBuffer.wrap(from.key(), 1, from.key().length - 1);
            ByteBuffer value = ByteBuffer.wrap(from.value());
            if (key.hasRemaining()) {
                put(
                        new Strand(new UUID(key.getLong(), key.getLong()), Short.toUnsignedInt(key.getShort())),
                        extent(value));
            } else {
                removed.set(value.getLong());
            }
        }
    }

    private static Extent extent(ByteBuffer value) {
        return new Extent(value.getLong(), value.getLong());
    }

    /** Adds the new counts to the batch; run the result once the batch is written. */
    Runnable count(List<TickFrame> frames, WriteBatch batch) throws RocksDBException {
        Map<Strand, Extent> changed = new HashMap<>();
        for (TickFrame frame : frames) {
            var strand = new Strand(frame.run(), frame.partition());
            Extent before = changed.getOrDefault(strand, extents.getOrDefault(strand, Extent.NONE));
            changed.put(strand, before.with(frame));
        }
        for (Map.Entry<Strand, Extent> change : changed.entrySet()) {
            batch.put(key(change.getKey()), value(change.getValue()));
        }
        return () -> changed.forEach(this::put);
    }

    /** Adds the removal of {@code entries} ticks to the batch; run the result once the batch is written. */
    Runnable remove(long entries, WriteBatch batch) throws RocksDBException {
        long total = removed.get() + entries;
        batch.put(REMOVED, ByteBuffer.allocate(8).putLong(total).array());
        return () -> removed.set(total);
    }

    private void put(Strand strand, Extent extent) {
        Extent before = extents.put(strand, extent);
        stored.addAndGet(extent.count() - (before == null ? 0 : before.count()));
    }

    private static byte[] key(Strand strand) {
        return ByteBuffer.allocate(1 + 16 + 2)
                .put((byte) 0)
                .putLong(strand.run().getMostSignificantBits())
                .putLong(strand.run().getLeastSignificantBits())
                .putShort((short) strand.partition())
                .array();
    }

    private static byte[] value(Extent extent) {
        return ByteBuffer.allocate(16)
                .putLong(extent.last())
                .putLong(extent.count())
                .array();
    }

    long stored() {
        return stored.get();
    }

    long entries() {
        return stored.get() - removed.get();
    }
}
