package dev.broadtape.accumulo;

import dev.broadtape.receiver.store.StoreStatus;
import dev.broadtape.receiver.store.StoreStatus.Table;
import java.util.List;
import java.util.Map;
import org.apache.accumulo.core.client.AccumuloClient;
import org.apache.accumulo.core.client.AccumuloException;
import org.apache.accumulo.core.client.AccumuloSecurityException;
import org.apache.accumulo.core.client.Scanner;
import org.apache.accumulo.core.client.TableNotFoundException;
import org.apache.accumulo.core.data.Key;
import org.apache.accumulo.core.data.Range;
import org.apache.accumulo.core.data.Value;
import org.apache.accumulo.core.security.Authorizations;
import org.apache.hadoop.io.Text;

/** How large our tables are, as Accumulo's own table of tablets says: each file of a tablet is there with bytes and cells. */
final class Census {
    private static final String TABLETS = "accumulo.metadata";
    private static final Text FILE = new Text("file");

    private final AccumuloClient client;
    private final Tables tables;

    Census(AccumuloClient client, Tables tables) {
        this.client = client;
        this.tables = tables;
    }

    StoreStatus status(String kind) throws AccumuloException, AccumuloSecurityException, TableNotFoundException {
        String detail = "instance %s, tablet servers %d"
                .formatted(
                        client.properties().getProperty("instance.name"),
                        client.instanceOperations().getTabletServers().size());
        return new StoreStatus(kind, detail, List.of(table(tables.ticks()), table(tables.strands())));
    }

    /** How many ticks the files hold. */
    long ticks() throws AccumuloException, AccumuloSecurityException, TableNotFoundException {
        return table(tables.ticks()).entries() / TickRows.CELLS;
    }

    private Table table(String name) throws AccumuloException, AccumuloSecurityException, TableNotFoundException {
        String id = client.tableOperations().tableIdMap().get(name);
        long bytes = 0;
        long cells = 0;
        try (Scanner files = client.createScanner(TABLETS, Authorizations.EMPTY)) {
            files.setRange(new Range(id + ";", true, id + "<", true));
            files.fetchColumnFamily(FILE);
            for (Map.Entry<Key, Value> file : files) {
                String[] sizes = file.getValue().toString().split(",", -1);
                bytes += Long.parseLong(sizes[0]);
                cells += Long.parseLong(sizes[1]);
            }
        }
        int tablets = client.tableOperations().listSplits(name).size() + 1;
        return new Table(name, tablets, cells, bytes);
    }
}
