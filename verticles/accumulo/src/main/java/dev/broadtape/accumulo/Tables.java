package dev.broadtape.accumulo;

import dev.broadtape.receiver.store.StoreException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.accumulo.core.client.AccumuloClient;
import org.apache.accumulo.core.client.AccumuloException;
import org.apache.accumulo.core.client.AccumuloSecurityException;
import org.apache.accumulo.core.client.IteratorSetting;
import org.apache.accumulo.core.client.TableExistsException;
import org.apache.accumulo.core.client.TableNotFoundException;
import org.apache.accumulo.core.client.admin.NewTableConfiguration;
import org.apache.accumulo.core.client.admin.TableOperations;
import org.apache.accumulo.core.iterators.IteratorUtil.IteratorScope;
import org.apache.accumulo.core.iterators.LongCombiner;
import org.apache.accumulo.core.iterators.user.AgeOffFilter;
import org.apache.accumulo.core.iterators.user.MaxCombiner;
import org.apache.hadoop.io.Text;

/**
 * Our tables: the ticks, and which sequences there are. A write is in the log of a tablet server, on its disk, before it is
 * acknowledged.
 *
 * <p>Ticks age off by the wall clock, so long after they were written. They are split by the first letter of the symbol;
 * trades, quotes and quality are in files of their own.
 */
record Tables(String ticks, String strands) {
    private static final Map<String, String> DURABLE = Map.of("table.durability", "sync");
    private static final String AGE_OFF = "ageoff";
    private static final int AGE_OFF_PRIORITY = 30;
    private static final int COMBINER_PRIORITY = 10;

    /** Creates what is not there yet, and sets how long ticks are kept. */
    static Tables ensure(AccumuloClient client, String prefix, Duration retention) {
        var tables = new Tables(prefix + "_ticks", prefix + "_strands");
        return Failures.translated("making the tables of " + prefix, () -> {
            create(client.tableOperations(), tables.ticks, tickLayout(retention));
            create(client.tableOperations(), tables.strands, strandLayout());
            keep(client.tableOperations(), tables.ticks, ageOff(retention));
            return tables;
        });
    }

    private static NewTableConfiguration tickLayout(Duration retention) {
        return new NewTableConfiguration()
                .setProperties(DURABLE)
                .withSplits(letters())
                .setLocalityGroups(Map.of(
                        "trade", Set.of(TickRows.TRADE),
                        "quote", Set.of(TickRows.QUOTE),
                        "quality", Set.of(TickRows.QUALITY)))
                .attachIterator(ageOff(retention));
    }

    private static SortedSet<Text> letters() {
        var letters = new TreeSet<Text>();
        IntStream.rangeClosed('B', 'Z')
                .mapToObj(Character::toString)
                .map(Text::new)
                .forEach(letters::add);
        return letters;
    }

    private static IteratorSetting ageOff(Duration retention) {
        var setting = new IteratorSetting(AGE_OFF_PRIORITY, AGE_OFF, AgeOffFilter.class);
        AgeOffFilter.setTTL(setting, retention.toMillis());
        return setting;
    }

    /** Two receivers may write of the same range; the one that goes further is right. */
    private static NewTableConfiguration strandLayout() {
        var greatest = new IteratorSetting(COMBINER_PRIORITY, "greatest", MaxCombiner.class);
        MaxCombiner.setEncodingType(greatest, LongCombiner.Type.FIXEDLEN);
        MaxCombiner.setCombineAllColumns(greatest, true);
        return new NewTableConfiguration()
                .setProperties(DURABLE)
                .withoutDefaultIterators()
                .attachIterator(greatest);
    }

    private static void create(TableOperations tables, String name, NewTableConfiguration layout)
            throws AccumuloException, AccumuloSecurityException {
        if (tables.exists(name)) {
            return;
        }
        try {
            tables.create(name, layout);
        } catch (TableExistsException e) {
            // Another receiver was faster.
            if (!tables.exists(name)) {
                throw new StoreException(name + " is there and is not", e);
            }
        }
    }

    private static void keep(TableOperations tables, String name, IteratorSetting ageOff)
            throws AccumuloException, AccumuloSecurityException, TableNotFoundException {
        IteratorSetting now = tables.getIteratorSetting(name, AGE_OFF, IteratorScope.scan);
        if (now == null || !now.getOptions().equals(ageOff.getOptions())) {
            tables.removeIterator(name, AGE_OFF, EnumSet.allOf(IteratorScope.class));
            tables.attachIterator(name, ageOff);
        }
    }
}
