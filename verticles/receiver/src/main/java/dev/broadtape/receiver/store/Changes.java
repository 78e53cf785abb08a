package dev.broadtape.receiver.store;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** Rows to put and to remove in a {@link Cabinet}, all at once and in this order. For one thread. */
public final class Changes {
    private interface Change {
        void addTo(WriteBatch batch) throws RocksDBException;
    }

    private final List<Change> all = new ArrayList<>();

    public void put(byte[] key, byte[] value) {
        all.add(batch -> batch.put(key, value));
    }

    public void remove(byte[] key) {
        all.add(batch -> batch.delete(key));
    }

    /** Removes all rows from {@code from} on and below {@code end}. */
    public void removeRange(byte[] from, byte[] end) {
        all.add(batch -> batch.deleteRange(from, end));
    }

    public int size() {
        return all.size();
    }

    void fill(WriteBatch batch) throws RocksDBException {
        for (Change change : all) {
            change.addTo(batch);
        }
    }
}
