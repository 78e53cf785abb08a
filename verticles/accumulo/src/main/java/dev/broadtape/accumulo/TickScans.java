package dev.broadtape.accumulo;

import static dev.broadtape.accumulo.TickRows.NEWEST_FIRST;
import static dev.broadtape.accumulo.TickRows.OLDEST_FIRST;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.store.Minute;
import dev.broadtape.receiver.store.MinuteSum;
import dev.broadtape.receiver.store.TickPage;
import dev.broadtape.receiver.store.TickQuery;
import dev.broadtape.receiver.store.TickQuery.Order;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.accumulo.core.client.AccumuloClient;
import org.apache.accumulo.core.client.Scanner;
import org.apache.accumulo.core.client.TableNotFoundException;
import org.apache.accumulo.core.data.Key;
import org.apache.accumulo.core.data.Range;
import org.apache.accumulo.core.data.Value;
import org.apache.accumulo.core.security.Authorizations;
import org.apache.hadoop.io.Text;

/** Reads ticks row by row; a tablet server that does not answer for {@link #PATIENCE_SECONDS} fails the reading. */
final class TickScans {
    private static final int PATIENCE_SECONDS = 10;
    /** Cells that come in one answer of a tablet server. */
    private static final int MOST_AT_ONCE = 5_000;

    private static final byte BEHIND = OLDEST_FIRST + 1;

    private final AccumuloClient client;
    private final String table;

    TickScans(AccumuloClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** The order of the symbols decides only how many ticks are looked at. */
    List<Tick> find(List<String> symbols, TickQuery query) throws TableNotFoundException {
        var page = new TickPage(query);
        for (String symbol : symbols) {
            read(rows(symbol, query), query.limit() * TickRows.CELLS, page::add);
        }
        return page.ticks();
    }

    private static Range rows(String symbol, TickQuery query) {
        byte order = query.newestFirst() ? NEWEST_FIRST : OLDEST_FIRST;
        Text start =
                query.newestFirst() ? newestFrom(symbol, query.toMicros()) : oldestFrom(symbol, query.fromMicros());
        Text end = query.newestFirst() ? newestTo(symbol, query.fromMicros()) : oldestTo(symbol, query.toMicros());
        Text after = query.after()
                .map(place -> TickRows.row(order, symbol, place))
                .filter(row -> row.compareTo(start) > 0)
                .orElse(start);
        return after.compareTo(end) < 0 ? new Range(after, true, end, false) : new Range(end, true, end, false);
    }

    private static Text newestFrom(String symbol, long toMicros) {
        return toMicros == Long.MAX_VALUE
                ? TickRows.first(NEWEST_FIRST, symbol)
                : TickRows.row(NEWEST_FIRST, symbol, toMicros - 1);
    }

    private static Text newestTo(String symbol, long fromMicros) {
        return fromMicros == Long.MIN_VALUE
                ? TickRows.first(OLDEST_FIRST, symbol)
                : TickRows.row(NEWEST_FIRST, symbol, fromMicros - 1);
    }

    private static Text oldestFrom(String symbol, long fromMicros) {
        return TickRows.row(OLDEST_FIRST, symbol, fromMicros);
    }

    private static Text oldestTo(String symbol, long toMicros) {
        return toMicros == Long.MAX_VALUE
                ? TickRows.first(BEHIND, symbol)
                : TickRows.row(OLDEST_FIRST, symbol, toMicros);
    }

    /** Until {@code more} says no. */
    private void read(Range rows, int cells, Predicate<Tick> more) throws TableNotFoundException {
        try (Scanner scanner = client.createScanner(table, Authorizations.EMPTY)) {
            scanner.setRange(rows);
            scanner.setTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
            scanner.setBatchSize(Math.min(MOST_AT_ONCE, cells));
            ByteBuffer tick = ByteBuffer.allocate(TickRows.BYTES);
            for (Map.Entry<Key, Value> cell : scanner) {
                tick.put(cell.getValue().get());
                if (!tick.hasRemaining()) {
                    tick.flip();
                    if (!more.test(TickRows.tick(cell.getKey(), tick))) {
                        return;
                    }
                    tick.clear();
                }
            }
        }
    }

    /** Adds ticks up where they are asked for: a second for each 200,000. */
    List<Minute> minutes(String symbol, long fromMicros, long toMicros, Optional<UUID> run)
            throws TableNotFoundException {
        record Part(long startMicros, UUID run) {}
        Map<Part, MinuteSum> parts = new LinkedHashMap<>();
        var all = new TickQuery(
                Optional.of(symbol), fromMicros, toMicros, Order.OLDEST_FIRST, Optional.empty(), Integer.MAX_VALUE);
        read(rows(symbol, all), MOST_AT_ONCE, tick -> {
            if (run.isEmpty() || run.get().equals(tick.run())) {
                var part = new Part(Minute.start(tick.timeMicros()), tick.run());
                MinuteSum sum = parts.putIfAbsent(part, new MinuteSum(tick));
                if (sum != null) {
                    sum.add(tick);
                }
            }
            return true;
        });
        return parts.values().stream().map(MinuteSum::minute).toList();
    }

    /** The newest tick of each symbol, found by leaping from one to the next. */
    List<Tick> newestOfEach() throws TableNotFoundException {
        var newest = new ArrayList<Tick>();
        Optional<Text> from = Optional.of(new Text());
        while (from.isPresent()) {
            int before = newest.size();
            read(new Range(from.get(), true, null, false), TickRows.CELLS, tick -> !newest.add(tick));
            from = newest.size() == before
                    ? Optional.empty()
                    : Optional.of(TickRows.first(BEHIND, newest.get(before).symbol()));
        }
        return newest;
    }
}
