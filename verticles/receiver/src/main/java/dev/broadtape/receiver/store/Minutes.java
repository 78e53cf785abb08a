package dev.broadtape.receiver.store;

import dev.broadtape.contract.Tick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;

/**
 * The minutes of all symbols, kept in the same batches as the ticks: each counts every tick that was ever written for it
 * once, also those that were removed since. A row is of one run, and a symbol of a run is written by one thread at a time.
 */
final class Minutes {
    private static final byte[] FIRST = {MinuteRow.MARK};
    private static final byte[] END = {MinuteRow.MARK + 1};
    private static final int ROWS_AT_ONCE = 1_000;

    private final Rocks rocks;

    Minutes(Rocks rocks) {
        this.rocks = rocks;
    }

    /** Adds ticks that were never written before. */
    void add(List<Tick> fresh, WriteBatch batch) throws RocksDBException {
        Map<MinuteRow, MinuteSum> sums = new HashMap<>();
        for (Tick tick : fresh) {
            MinuteRow row = MinuteRow.of(tick);
            MinuteSum sum = sums.get(row);
            if (sum == null) {
                sums.put(row, new MinuteSum(tick));
            } else {
                sum.add(tick);
            }
        }
        for (Map.Entry<MinuteRow, MinuteSum> sum : sums.entrySet()) {
            MinuteRow row = sum.getKey();
            byte[] key = row.key();
            byte[] before = rocks.db().get(key);
            Minute minute = sum.getValue().minute();
            batch.put(key, MinuteRow.value(before == null ? minute : minute.plus(row.minute(before))));
        }
    }

    /** Oldest first; of a minute in which several runs ticked there are several. */
    List<Minute> read(String symbol, long fromMicros, long toMicros, Optional<UUID> run) throws RocksDBException {
        var minutes = new ArrayList<Minute>();
        try (var end = new Slice(MinuteRow.from(symbol, toMicros));
                var options = new ReadOptions().setIterateUpperBound(end);
                RocksIterator rows = rocks.db().newIterator(options)) {
            for (rows.seek(MinuteRow.from(symbol, fromMicros)); rows.isValid(); rows.next()) {
                MinuteRow row = MinuteRow.of(rows.key());
                if (run.isEmpty() || run.get().equals(row.run())) {
                    minutes.add(row.minute(rows.value()));
                }
            }
            rows.status();
        }
        return minutes;
    }

    /** Removes the minutes that are over at {@code timeMicros}, if there are any, and tells whether. */
    boolean remove(String symbol, long timeMicros) throws RocksDBException {
        long endMicros = Minute.start(timeMicros);
        boolean any = !read(symbol, Long.MIN_VALUE, endMicros, Optional.empty()).isEmpty();
        if (any) {
            byte[] first = MinuteRow.from(symbol, Long.MIN_VALUE);
            rocks.db().deleteRange(rocks.writes(), first, MinuteRow.from(symbol, endMicros));
        }
        return any;
    }

    /** Makes the minutes of a store that has ticks and was written when there were none; the mark is written last. */
    void ensure() throws RocksDBException {
        if (rocks.db().get(FIRST) != null) {
            return;
        }
        rocks.db().deleteRange(rocks.writes(), FIRST, END);
        var fresh = new ArrayList<Tick>();
        try (ReadOptions options = TickReader.scan();
                RocksIterator rows = rocks.db().newIterator(options)) {
            for (rows.seek(Tally.TICKS); rows.isValid(); rows.next()) {
                fresh.add(TickRow.tick(rows.key(), rows.value()));
                if (fresh.size() == ROWS_AT_ONCE) {
                    write(fresh);
                    fresh.clear();
                }
            }
            rows.status();
        }
        write(fresh);
        rocks.db().put(rocks.writes(), FIRST, new byte[] {1});
    }

    private void write(List<Tick> fresh) throws RocksDBException {
        try (var batch = new WriteBatch()) {
            add(fresh, batch);
            rocks.db().write(rocks.writes(), batch);
        }
    }
}
