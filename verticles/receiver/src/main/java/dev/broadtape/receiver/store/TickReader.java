package dev.broadtape.receiver.store;

import dev.broadtape.contract.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;

/**
 * Reads ticks in the order of their keys, backward and forward. An iterator that failed looks like one at its end:
 * only its status tells them apart.
 */
final class TickReader {
    private static final long READ_AHEAD_BYTES = 2 * 1024 * 1024;
    private static final Comparator<Tick> NEWEST_FIRST = Comparator.comparingLong(Tick::timeMicros)
            .thenComparingLong(Tick::sequence)
            .reversed()
            .thenComparing(Tick::symbol);

    private final RocksDB db;

    TickReader(RocksDB db) {
        this.db = db;
    }

    List<Tick> newest(String symbol, int limit) throws RocksDBException {
        var ticks = new ArrayList<Tick>(limit);
        backward(symbol, tick -> ticks.add(tick) && ticks.size() < limit);
        return ticks;
    }

    /** Keeps the newest in a heap with the oldest of them on top, so a symbol is left at its first older tick. */
    List<Tick> newest(List<String> symbols, int limit) throws RocksDBException {
        var newest = new PriorityQueue<>(NEWEST_FIRST.reversed());
        for (String symbol : symbols) {
            backward(symbol, tick -> keep(newest, tick, limit));
        }
        return newest.stream().sorted(NEWEST_FIRST).toList();
    }

    private static boolean keep(PriorityQueue<Tick> newest, Tick tick, int limit) {
        newest.add(tick);
        if (newest.size() <= limit) {
            return true;
        }
        newest.remove();
        return tick.timeMicros() >= newest.element().timeMicros();
    }

    /** Newest first, until {@code more} says no. */
    private void backward(String symbol, Predicate<Tick> more) throws RocksDBException {
        try (var lowest = new Slice(TickRow.first(symbol));
                var options = new ReadOptions().setIterateLowerBound(lowest);
                RocksIterator rows = db.newIterator(options)) {
            rows.seekForPrev(TickRow.end(symbol));
            while (rows.isValid() && more.test(TickRow.tick(rows.key(), rows.value()))) {
                rows.prev();
            }
            rows.status();
        }
    }

    List<Tick> range(String symbol, long fromMicros, long toMicros, int limit) throws RocksDBException {
        var ticks = new ArrayList<Tick>();
        try (var end = new Slice(TickRow.from(symbol, toMicros));
                ReadOptions options = scan().setIterateUpperBound(end);
                RocksIterator rows = db.newIterator(options)) {
            rows.seek(TickRow.from(symbol, fromMicros));
            for (; rows.isValid() && ticks.size() < limit; rows.next()) {
                ticks.add(TickRow.tick(rows.key(), rows.value()));
            }
            rows.status();
        }
        return ticks;
    }

    /** Does not push the newest ticks out of the cache. */
    static ReadOptions scan() {
        return new ReadOptions().setFillCache(false).setReadaheadSize(READ_AHEAD_BYTES);
    }
}
