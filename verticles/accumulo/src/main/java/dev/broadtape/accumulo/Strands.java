package dev.broadtape.accumulo;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.store.Ranges;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.accumulo.core.client.AccumuloClient;
import org.apache.accumulo.core.client.MutationsRejectedException;
import org.apache.accumulo.core.client.Scanner;
import org.apache.accumulo.core.client.TableNotFoundException;
import org.apache.accumulo.core.data.Key;
import org.apache.accumulo.core.data.Mutation;
import org.apache.accumulo.core.data.Value;
import org.apache.accumulo.core.security.Authorizations;
import org.apache.hadoop.io.Text;

/**
 * Which sequences were ever written, by all receivers: a row for each range of a partition of a run, which only grows. Ranges
 * may overlap; together they are right.
 *
 * <pre>
 *  row  run  partition  first     range:  last
 *       16   2          8                 8     bytes
 * </pre>
 *
 * <p>What other receivers wrote is known as of the last {@link #load}.
 */
final class Strands {
    private record Strand(UUID run, int partition) {}

    private static final Text RANGE = new Text("range");
    private static final Text NONE = new Text();
    private static final int PATIENCE_SECONDS = 10;

    private final AccumuloClient client;
    private final String table;
    private final Writers writers;
    private final Map<Strand, Ranges> strands = new ConcurrentHashMap<>();

    Strands(AccumuloClient client, String table) {
        this.client = client;
        this.table = table;
        this.writers = new Writers(client, table);
    }

    void load() throws TableNotFoundException {
        try (Scanner rows = client.createScanner(table, Authorizations.EMPTY)) {
            rows.setTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
            for (Map.Entry<Key, Value> row : rows) {
                ByteBuffer key = ByteBuffer.wrap(row.getKey().getRowData().toArray());
                var strand = new Strand(new UUID(key.getLong(), key.getLong()), Short.toUnsignedInt(key.getShort()));
                long last = ByteBuffer.wrap(row.getValue().get()).getLong();
                add(strand, new Range(key.getLong(), last));
            }
        }
    }

    private Ranges add(Strand strand, Range range) {
        return strands.merge(strand, Ranges.of(range), (before, more) -> before.with(range));
    }

    /** To be called when the ticks are durable: a range that is told of is there. */
    void write(List<TickFrame> frames) throws TableNotFoundException, MutationsRejectedException {
        Map<Strand, Ranges> grown = new HashMap<>();
        for (TickFrame frame : frames) {
            var strand = new Strand(frame.run(), frame.partition());
            var range = new Range(frame.firstSequence(), frame.lastSequence());
            Ranges before = grown.getOrDefault(strand, strands.get(strand));
            grown.put(strand, before == null ? Ranges.of(range) : before.with(range));
        }
        var mutations = new ArrayList<Mutation>();
        grown.forEach((strand, ranges) -> mutations.addAll(rows(strand, ranges)));
        writers.write(mutations);
        grown.forEach((strand, ranges) -> ranges.all().forEach(range -> add(strand, range)));
    }

    /** Those that are not as they were before. */
    private List<Mutation> rows(Strand strand, Ranges ranges) {
        List<Range> before =
                Optional.ofNullable(strands.get(strand)).map(Ranges::all).orElse(List.of());
        return ranges.all().stream()
                .filter(range -> !before.contains(range))
                .map(range -> row(strand, range))
                .toList();
    }

    private static Mutation row(Strand strand, Range range) {
        byte[] row = ByteBuffer.allocate(16 + 2 + 8)
                .putLong(strand.run().getMostSignificantBits())
                .putLong(strand.run().getLeastSignificantBits())
                .putShort((short) strand.partition())
                .putLong(range.first())
                .array();
        var mutation = new Mutation(row);
        mutation.put(
                RANGE,
                NONE,
                new Value(ByteBuffer.allocate(8).putLong(range.last()).array()));
        return mutation;
    }

    List<UUID> runs(int limit) {
        return strands.keySet().stream()
                .map(Strand::run)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(limit)
                .toList();
    }

    List<Range> ranges(UUID run, int partition) {
        return Optional.ofNullable(strands.get(new Strand(run, partition)))
                .map(Ranges::all)
                .orElse(List.of());
    }

    long count() {
        return strands.values().stream().mapToLong(Ranges::count).sum();
    }

    void close() {
        writers.close();
    }
}
