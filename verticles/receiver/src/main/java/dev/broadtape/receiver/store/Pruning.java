package dev.broadtape.receiver.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rocksdb.Range;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes old ticks, symbol by symbol. It counts what it removes, so writers wait while it does, at most
 * {@link #CHUNK} entries at a time: some ten milliseconds.
 */
final class Pruning {
    private static final Logger log = LoggerFactory.getLogger(Pruning.class);
    private static final String DOING = "removing old ticks";
    private static final int CHUNK = 20_000;
    /** What is left of the largest size, so that not every run has to remove. */
    private static final double TARGET = 0.9;

    private final Rocks rocks;
    private final Tally tally;
    private final Minutes minutes;
    private final Gate gate;

    Pruning(Rocks rocks, Tally tally, Minutes minutes, Gate gate) {
        this.rocks = rocks;
        this.tally = tally;
        this.minutes = minutes;
        this.gate = gate;
    }

    /** Removes what is older than {@code retentionMicros} before the last tick of its symbol, minutes too. */
    void byAge(Map<String, Long> lastMicros, long retentionMicros) {
        lastMicros.forEach((symbol, last) -> {
            long cutoff = Math.max(last, Long.MIN_VALUE + retentionMicros) - retentionMicros;
            remove(symbol, TickRow.from(symbol, cutoff), Long.MAX_VALUE);
            gate.shared(DOING, () -> minutes.remove(symbol, cutoff));
        });
    }

    /** Removes the oldest ticks of each symbol, in proportion to the bytes they hold, when all take too many. */
    void bySize(List<String> symbols, long maxBytes) {
        long bytes = gate.shared(DOING, () -> rocks.db().getLongProperty("rocksdb.live-sst-files-size"));
        if (bytes <= maxBytes) {
            return;
        }
        double entriesAByte = (double) tally.entries() / bytes;
        double share = (bytes - TARGET * maxBytes) / bytes;
        long[] sizes = gate.shared(DOING, () -> sizes(symbols));
        for (int i = 0; i < sizes.length; i++) {
            long entries = (long) Math.ceil(share * sizes[i] * entriesAByte);
            remove(symbols.get(i), TickRow.end(symbols.get(i)), entries);
            compact(symbols.get(i));
        }
    }

    private long[] sizes(List<String> symbols) {
        var slices = new ArrayList<Slice>();
        try {
            var ranges = new ArrayList<Range>();
            for (String symbol : symbols) {
                slices.add(new Slice(TickRow.first(symbol)));
                slices.add(new Slice(TickRow.end(symbol)));
                ranges.add(new Range(slices.get(slices.size() - 2), slices.get(slices.size() - 1)));
            }
            return rocks.db().getApproximateSizes(ranges, SizeApproximationFlag.INCLUDE_FILES);
        } finally {
            slices.forEach(Slice::close);
        }
    }

    /** Gives the bytes back at once, else the next run would remove the same share again. */
    private void compact(String symbol) {
        gate.shared(DOING, () -> {
            rocks.db().compactRange(TickRow.first(symbol), TickRow.end(symbol));
            return symbol;
        });
    }

    private void remove(String symbol, byte[] end, long most) {
        long removed = 0;
        for (long chunk = CHUNK; chunk == CHUNK && removed < most; removed += chunk) {
            long atMost = Math.min(CHUNK, most - removed);
            chunk = gate.alone(DOING, () -> removeChunk(symbol, end, atMost));
        }
        if (removed > 0) {
            log.info("removed {} ticks of {}", removed, symbol);
        }
    }

    private long removeChunk(String symbol, byte[] end, long most) throws RocksDBException {
        byte[] first = TickRow.first(symbol);
        try (var limit = new Slice(end);
                ReadOptions options = TickReader.scan().setIterateUpperBound(limit);
                RocksIterator rows = rocks.db().newIterator(options)) {
            long found = 0;
            for (rows.seek(first); rows.isValid() && found < most; rows.next()) {
                found++;
            }
            rows.status();
            if (found > 0) {
                removeRange(first, rows.isValid() ? rows.key() : end, found);
            }
            return found;
        }
    }

    private void removeRange(byte[] first, byte[] end, long entries) throws RocksDBException {
        try (var batch = new WriteBatch()) {
            batch.deleteRange(first, end);
            Runnable counted = tally.remove(entries, batch);
            rocks.db().write(rocks.writes(), batch);
            counted.run();
        }
        rocks.db().deleteFilesInRanges(rocks.db().getDefaultColumnFamily(), List.of(first, end), false);
    }
}
