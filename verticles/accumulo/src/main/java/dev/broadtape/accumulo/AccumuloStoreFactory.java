package dev.broadtape.accumulo;

import dev.broadtape.kit.config.AccumuloConfig;
import dev.broadtape.receiver.store.Keep;
import dev.broadtape.receiver.store.StoreException;
import dev.broadtape.receiver.store.TickStore;
import dev.broadtape.receiver.store.TickStoreFactory;
import org.apache.accumulo.core.client.Accumulo;
import org.apache.accumulo.core.client.AccumuloClient;

/** Connects to Accumulo. */
public final class AccumuloStoreFactory implements TickStoreFactory {
    /** How long ZooKeeper may be silent before we give it up. */
    private static final int ZOOKEEPER_MILLIS = 10_000;

    @Override
    public TickStore open(AccumuloConfig config, Keep keep) {
        AccumuloClient client = connect(config);
        try {
            return new AccumuloTickStore(client, Tables.ensure(client, config.tables(), keep.retention()));
        } catch (StoreException e) {
            client.close();
            throw e;
        }
    }

    private static AccumuloClient connect(AccumuloConfig config) {
        try {
            return Accumulo.newClient()
                    .to(config.instance(), config.zookeepers())
                    .as(config.user(), config.password().reveal())
                    .zkTimeout(ZOOKEEPER_MILLIS)
                    .build();
        } catch (RuntimeException e) {
            throw new StoreException(
                    "Accumulo %s at %s: %s".formatted(config.instance(), config.zookeepers(), Failures.text(e)), e);
        }
    }
}
