package dev.broadtape.receiver.store;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/** The embedded store: RocksDB, one batch a write. */
public final class RocksTickStore implements TickStore {
    private static final String READING = "reading ticks";

    private final Path folder;
    private final Keep keep;
    private final Rocks rocks;
    private final TickReader reader;
    private final Tally tally = new Tally();
    private final LastTicks lastTicks = new LastTicks();
    private final Gate gate = new Gate();
    private final Minutes minutes;
    private final Pruning pruning;

    private RocksTickStore(Path folder, Rocks rocks, Keep keep) {
        this.folder = folder;
        this.rocks = rocks;
        this.keep = keep;
        this.reader = new TickReader(rocks.db());
        this.minutes = new Minutes(rocks);
        this.pruning = new Pruning(rocks, tally, minutes, gate);
    }

    /**
     * Opens the store in {@code data}/ticks, or creates it.
     *
     * @param sync whether a write waits for the disk
     * @throws StoreException when another process has it open, naming the folder
     */
    public static RocksTickStore open(Path data, Keep keep, boolean sync) {
        Path absolute = data.toAbsolutePath().normalize();
        Path folder = absolute.resolve("ticks");
        var store = new RocksTickStore(folder, Rocks.open(folder, absolute.resolve("native"), sync), keep);
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
            lastTicks.load(rows);
            rows.status();
            rocks.db().write(rocks.writes(), renewed);
            minutes.ensure();
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
        lastTicks.advance(frames);
    }

    private Runnable writeBatch(List<TickFrame> frames) throws RocksDBException {
        List<Tick> fresh = FreshTicks.of(frames, tally::of);
        try (var batch = new WriteBatch()) {
            for (Tick tick : fresh) {
                batch.put(TickRow.key(tick), TickRow.value(tick));
            }
            minutes.add(fresh, batch);
            Runnable counted = tally.count(frames, batch);
            rocks.db().write(rocks.writes(), batch);
            return counted;
        }
    }

    @Override
    public List<Tick> find(TickQuery query) {
        List<String> symbols = query.symbol()
                .map(symbol -> lastTicks.of(symbol).map(Tick::symbol).stream().toList())
                .orElseGet(lastTicks::lastFirst);
        return gate.shared(READING, () -> reader.find(symbols, query));
    }

    @Override
    public List<Minute> minutes(String symbol, long fromMicros, long toMicros, Optional<UUID> run) {
        return gate.shared(READING, () -> minutes.read(symbol, fromMicros, toMicros, run));
    }

    @Override
    public Optional<Tick> last(String symbol) {
        return lastTicks.of(symbol);
    }

    @Override
    public List<Tick> lastAfter(String symbol, int limit) {
        return lastTicks.after(symbol, limit);
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
    public StoreStatus status() {
        long bytes = gate.shared(READING, () -> rocks.db().getLongProperty("rocksdb.live-sst-files-size"));
        var ticks = new StoreStatus.Table("ticks", 1, entries(), bytes);
        return new StoreStatus(kind(), "in %s; there is no Accumulo here".formatted(folder), List.of(ticks));
    }

    @Override
    public void prune() {
        pruning.byAge(lastTicks.times(), TimeUnit.MICROSECONDS.convert(keep.retention()));
        pruning.bySize(lastTicks.lastFirst(), keep.maxBytes());
    }

    @Override
    public void close() {
        gate.close(rocks::close);
    }
}
