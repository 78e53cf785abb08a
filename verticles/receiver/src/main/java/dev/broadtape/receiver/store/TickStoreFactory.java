package dev.broadtape.receiver.store;

import dev.broadtape.kit.config.AccumuloConfig;

/** Opens a store whose client is in a jar of its own; found there as a service. */
public interface TickStoreFactory {
    /**
     * Opens the store, or creates it.
     *
     * @throws StoreException when it cannot be reached or does not let us in
     */
    TickStore open(AccumuloConfig config, Keep keep);
}
