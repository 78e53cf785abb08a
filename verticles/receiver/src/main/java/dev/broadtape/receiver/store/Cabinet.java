package dev.broadtape.receiver.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.rocksdb.util.SizeUnit;

/**
 * Rows that a receiver keeps beside the ticks, wherever those are: what it has made of them, and what it was told. Sorted by
 * key, in unsigned byte order. Blocks; safe on any thread. Every method may throw a {@link StoreException}.
 */
public final class Cabinet implements AutoCloseable {
    private static final long CACHE_BYTES = 8 * SizeUnit.MB;
    private static final int BLOOM_BITS = 10;

    private final Gate gate = new Gate();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final WriteOptions writes;
    private final RocksDB db;

    private Cabinet(Path folder, boolean sync) throws RocksDBException {
        try {
            var table = new BlockBasedTableConfig()
                    .setBlockCache(own(new LRUCache(CACHE_BYTES)))
                    .setCacheIndexAndFilterBlocks(true)
                    .setFilterPolicy(own(new BloomFilter(BLOOM_BITS)));
            writes = own(new WriteOptions().setSync(sync));
            db = own(RocksDB.open(own(options().setTableFormatConfig(table)), folder.toString()));
        } catch (RocksDBException e) {
            closeParts();
            throw e;
        }
    }

    private static Options options() {
        return new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(4 * SizeUnit.MB)
                .setMaxTotalWalSize(8 * SizeUnit.MB)
                .setMaxOpenFiles(64)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(SizeUnit.MB);
    }

    /**
     * Opens the one in {@code data}/{@code name}, or creates it.
     *
     * @param sync whether a write waits for the disk: it then survives a power cut, not only a kill
     */
    public static Cabinet open(Path data, String name, boolean sync) {
        Path absolute = data.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.resolve(name));
            Path libraries = Files.createDirectories(absolute.resolve("native"));
            NativeLibraryLoader.getInstance().loadLibrary(libraries.toString());
            return new Cabinet(absolute.resolve(name), sync);
        } catch (RocksDBException | IOException e) {
            throw new StoreException("%s cannot be opened: %s".formatted(absolute.resolve(name), e.getMessage()), e);
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }

    public Optional<byte[]> get(byte[] key) {
        return gate.shared("reading a row", () -> Optional.ofNullable(db.get(key)));
    }

    /** Does all of it or nothing. */
    public void write(Changes changes) {
        gate.shared("writing rows", () -> {
            try (var batch = new WriteBatch()) {
                changes.fill(batch);
                db.write(writes, batch);
                return changes;
            }
        });
    }

    /** Hands over the rows from {@code from} on and below {@code end}, ascending, until {@code more} says no. */
    public void ascend(byte[] from, byte[] end, BiPredicate<byte[], byte[]> more) {
        gate.shared("reading rows", () -> {
            try (var bound = new Slice(end);
                    var options = new ReadOptions().setIterateUpperBound(bound);
                    RocksIterator rows = db.newIterator(options)) {
                rows.seek(from);
                while (rows.isValid() && more.test(rows.key(), rows.value())) {
                    rows.next();
                }
                rows.status();
                return more;
            }
        });
    }

    /** As {@link #ascend}, the other way round. */
    public void descend(byte[] from, byte[] end, BiPredicate<byte[], byte[]> more) {
        gate.shared("reading rows", () -> {
            try (var lowest = new Slice(from);
                    var bound = new Slice(end);
                    var options = new ReadOptions().setIterateLowerBound(lowest).setIterateUpperBound(bound);
                    RocksIterator rows = db.newIterator(options)) {
                rows.seekToLast();
                while (rows.isValid() && more.test(rows.key(), rows.value())) {
                    rows.prev();
                }
                rows.status();
                return more;
            }
        });
    }

    @Override
    public void close() {
        gate.close(this::closeParts);
    }

    private void closeParts() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new StoreException("closing rows: " + e.getMessage(), e);
            }
        }
        parts.clear();
    }
}
