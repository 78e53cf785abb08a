package dev.broadtape.receiver.store;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.RocksDBException;

/**
 * Lets many use RocksDB at once, or one alone, until it is closed: to touch a closed native object crashes the
 * JVM. What RocksDB throws comes out as a {@link StoreException}.
 */
final class Gate {
    /** Something to do with RocksDB. */
    interface Work<T> {
        T run() throws RocksDBException;
    }

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    <T> T shared(String doing, Work<T> work) {
        return run(lock.readLock(), doing, work);
    }

    <T> T alone(String doing, Work<T> work) {
        return run(lock.writeLock(), doing, work);
    }

    private <T> T run(Lock side, String doing, Work<T> work) {
        side.lock();
        try {
            if (closed) {
                throw new StoreException("the tick store is closed");
            }
            return work.run();
        } catch (RocksDBException e) {
            throw new StoreException("%s: %s".formatted(doing, e.getMessage()), e);
        } finally {
            side.unlock();
        }
    }

    /** Waits for all who are inside, lets nobody in any more, and runs {@code last} the first time. */
    void close(Runnable last) {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                last.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
