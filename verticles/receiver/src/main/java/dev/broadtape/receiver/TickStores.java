package dev.broadtape.receiver;

import dev.broadtape.kit.config.AccumuloConfig;
import dev.broadtape.receiver.ReceiverConfig.Store;
import dev.broadtape.receiver.store.ClientJar;
import dev.broadtape.receiver.store.RocksTickStore;
import dev.broadtape.receiver.store.TickStore;
import java.nio.file.Path;

/**
 * Opens tick stores. Blocks.
 *
 * @param data the folder of this node's data
 */
public record TickStores(ReceiverConfig config, AccumuloConfig accumulo, Path data) {
    /** The one that configuration names. */
    TickStore open() {
        return open(config.store());
    }

    /**
     * A store that need not be the one that configuration names.
     *
     * @throws dev.broadtape.receiver.store.StoreException when it cannot be opened
     */
    public TickStore open(Store which) {
        return switch (which) {
            case EMBEDDED -> RocksTickStore.open(data, config.keep(), config.sync());
            case ACCUMULO -> ClientJar.open(accumulo, config.keep());
        };
    }
}
