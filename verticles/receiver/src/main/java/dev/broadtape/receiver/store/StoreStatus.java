package dev.broadtape.receiver.store;

import java.util.List;

/**
 * How a store stands.
 *
 * @param kind as {@link TickStore#kind}
 * @param detail where it is, in words
 */
public record StoreStatus(String kind, String detail, List<Table> tables) {
    /**
     * One table.
     *
     * @param tablets the parts that it is split into
     * @param entries as the store counts them; it may count what is removed already, or lag behind
     * @param bytes on disk
     */
    public record Table(String name, int tablets, long entries, long bytes) {}
}
