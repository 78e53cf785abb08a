package dev.broadtape.receiver.store;

import dev.broadtape.contract.Tick;
import java.util.List;
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

    private final RocksDB db;

    TickReader(RocksDB db) {
        this.db = db;
    }

    /** The order of the symbols decides only how many ticks are looked at. */
    List<Tick> find(List<String> symbols, TickQuery query) throws RocksDBException {
        var page = new TickPage(query);
        for (String symbol : symbols) {
            read(symbol, query, page);
        }
        return page.ticks();
    }

    private void read(String symbol, TickQuery query, TickPage page) throws RocksDBException {
        try (var lower = new Slice(TickRow.from(symbol, query.fromMicros()));
                var upper = new Slice(TickRow.to(symbol, query.toMicros()));
                var bounds = new ReadOptions().setIterateLowerBound(lower).setIterateUpperBound(upper);
                RocksIterator rows = db.newIterator(bounds)) {
            seek(rows, symbol, query);
            while (rows.isValid() && page.add(TickRow.tick(rows.key(), rows.value()))) {
                if (query.newestFirst()) {
                    rows.prev();
                } else {
                    rows.next();
                }
            }
            rows.status();
        }
    }

    private static void seek(RocksIterator rows, String symbol, TickQuery query) {
        boolean backward = query.newestFirst();
        if (query.after().isPresent()) {
            byte[] key = TickRow.key(symbol, query.after().get());
            if (backward) {
                rows.seekForPrev(key);
            } else {
                rows.seek(key);
            }
        } else if (backward) {
            rows.seekToLast();
        } else {
            rows.seekToFirst();
        }
    }

    /** Does not push the newest ticks out of the cache. */
    static ReadOptions scan() {
        return new ReadOptions().setFillCache(false).setReadaheadSize(READ_AHEAD_BYTES);
    }
}
