package dev.broadtape.accumulo;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.store.Minute;
import dev.broadtape.receiver.store.StoreException;
import dev.broadtape.receiver.store.StoreStatus;
import dev.broadtape.receiver.store.TickQuery;
import dev.broadtape.receiver.store.TickStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.accumulo.core.client.AccumuloClient;

/**
 * Ticks in Accumulo, those of all receivers in the same tables. A write that fails may have kept a part: whoever repeats it,
 * as receivers do, makes it whole. Symbols and counts of other receivers are as of the last {@link #prune}, which is called
 * twice a minute.
 */
final class AccumuloTickStore implements TickStore {
    private static final String READING = "reading ticks from Accumulo";

    private final AccumuloClient client;
    private final Writers writers;
    private final TickScans scans;
    private final Strands strands;
    private final Census census;
    private final Map<String, Tick> last = new ConcurrentHashMap<>();
    private volatile long entries;
    private volatile boolean closed;

    AccumuloTickStore(AccumuloClient client, Tables tables) {
        this.client = client;
        this.writers = new Writers(client, tables.ticks());
        this.scans = new TickScans(client, tables.ticks());
        this.strands = new Strands(client, tables.strands());
        this.census = new Census(client, tables);
        prune();
    }

    @Override
    public String kind() {
        return "accumulo";
    }

    @Override
    public void write(List<TickFrame> frames) {
        run("writing ticks to Accumulo", () -> {
            writers.write(() -> frames.stream()
                    .flatMap(frame -> frame.ticks().stream())
                    .flatMap(tick -> TickRows.of(tick).stream())
                    .iterator());
            strands.write(frames);
            return frames;
        });
        frames.forEach(frame -> frame.ticks().forEach(tick -> last.put(tick.symbol(), tick)));
    }

    @Override
    public List<Tick> find(TickQuery query) {
        List<String> symbols = query.symbol().map(List::of).orElseGet(this::lastFirst);
        return run(READING, () -> scans.find(symbols, query));
    }

    private List<String> lastFirst() {
        return last.values().stream()
                .sorted(Comparator.comparingLong(Tick::timeMicros).reversed())
                .map(Tick::symbol)
                .toList();
    }

    @Override
    public List<Minute> minutes(String symbol, long fromMicros, long toMicros, Optional<UUID> run) {
        return run(READING, () -> scans.minutes(symbol, fromMicros, toMicros, run));
    }

    @Override
    public Optional<Tick> last(String symbol) {
        return Optional.ofNullable(last.get(symbol));
    }

    @Override
    public List<Tick> lastAfter(String symbol, int limit) {
        Stream<Tick> after = last.values().stream().filter(tick -> tick.symbol().compareTo(symbol) > 0);
        return after.sorted(Comparator.comparing(Tick::symbol)).limit(limit).toList();
    }

    @Override
    public List<UUID> runs(int limit) {
        return strands.runs(limit);
    }

    @Override
    public List<Range> ranges(UUID run, int partition) {
        return strands.ranges(run, partition);
    }

    @Override
    public long stored() {
        return strands.count();
    }

    /** As the tablet servers counted them in their files: without the newest, with what will age off at the next compaction. */
    @Override
    public long entries() {
        return entries;
    }

    @Override
    public StoreStatus status() {
        return run("asking Accumulo how it is", () -> census.status(kind()));
    }

    /** Accumulo itself removes what is too old; here it is seen what others did. */
    @Override
    public void prune() {
        run("reading the tables of Accumulo", () -> {
            strands.load();
            scans.newestOfEach().forEach(tick -> last.merge(tick.symbol(), tick, AccumuloTickStore::later));
            entries = census.ticks();
            return entries;
        });
    }

    private static Tick later(Tick one, Tick other) {
        return other.timeMicros() > one.timeMicros() ? other : one;
    }

    private <T> T run(String doing, Failures.Work<T> work) {
        if (closed) {
            throw new StoreException("the tick store is closed");
        }
        return Failures.translated(doing, work);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            writers.close();
            strands.close();
            client.close();
        }
    }
}
