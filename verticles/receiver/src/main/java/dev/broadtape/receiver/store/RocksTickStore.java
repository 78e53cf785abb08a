package dev.broadtape.receiver.store;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** The embedded store: RocksDB, one batch a write. */
public final class RocksTickStore implements TickStore {
    private static final String READING = "reading ticks";

    private final Keep keep;
    private final Rocks rocks;
    private final TickReader reader;
    private final Tally tally = new Tally();
    private final LastTimes lastTimes = new LastTimes();
    private final Gate gate = new Gate();
    private final Pruning pruning;

    private RocksTickStore(Rocks rocks, Keep keep) {
        this.rocks = rocks;
        this.keep = keep;
        this.reader = new TickReader(rocks.db());
        this.pruning = new Pruning(rocks, tally, gate);
    }

    /**
     * Opens the store in {@code data}/ticks, or creates it.
     *
     * @param sync whether a write waits for the disk
     * @throws StoreException when another process has it open, naming the folder
     */
    public static RocksTickStore open(Path data, Keep keep, boolean sync) {
        Path absolute = data.toAbsolutePath().normalize();
        Rocks rocks = Rocks.open(absolute.resolve("ticks"), absolute.resolve("native"), sync);
        var store = new RocksTickStore(rocks, keep);
        try {
            store.gate.shared("opening the tick store", store::load);
            return store;
        } catch (StoreException e) {
            store.close();
            throw e;
        }
    }

    private RocksTickStore load() throws RocksDBException {
        try (RocksIterator rows = rocks.db().newIterator();
                var renewed = new WriteBatch()) {
            tally.load(rows, renewed);
            lastTimes.load(rows);
            rows.status();
            rocks.db().write(rocks.writes(), renewed);
            return this;
        }
    }

    @Override
    public String kind() {
        return "embedded";
    }

    @Override
    public void write(List<TickFrame> frames) {
        Runnable counted = gate.shared("writing ticks", () -> writeBatch(frames));
        counted.run();
        lastTimes.advance(frames);
    }

    private Runnable writeBatch(List<TickFrame> frames) throws RocksDBException {
        try (var batch = new WriteBatch()) {
            fill(batch, frames);
            Runnable counted = tally.count(frames, batch);
            rocks.db().write(rocks.writes(), batch);
            return counted;
        }
    }

    private static void fill(WriteBatch batch, List<TickFrame> frames) throws RocksDBException {
        for (TickFrame frame : frames) {
            for (Tick tick : frame.ticks()) {
                batch.put(TickRow.key(tick), TickRow.value(tick));
            }
        }
    }

    @Override
    public List<Tick> newest(String symbol, int limit) {
        return gate.shared(READING, () -> lastTimes.knows(symbol) ? reader.newest(symbol, limit) : List.of());
    }

    @Override
    public List<Tick> newest(int limit) {
        return gate.shared(READING, () -> reader.newest(lastTimes.lastFirst(), limit));
    }

    @Override
    public List<Tick> range(String symbol, long fromMicros, long toMicros, int limit) {
        return gate.shared(READING, () -> reader.range(symbol, fromMicros, toMicros, limit));
    }

    @Override
    public List<UUID> runs(int limit) {
        return tally.runs(limit);
    }

    @Override
    public List<Range> ranges(UUID run, int partition) {
        return tally.ranges(new Strand(run, partition));
    }

    @Override
    public long stored() {
        return tally.stored();
    }

    @Override
    public long entries() {
        return tally.entries();
    }

    @Override
    public void prune() {
        pruning.byAge(lastTimes.all(), TimeUnit.MICROSECONDS.convert(keep.retention()));
        pruning.bySize(lastTimes.lastFirst(), keep.maxBytes());
    }

    @Override
    public void close() {
        gate.close(rocks::close);
    }
}
