package dev.broadtape.receiver.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/** An open RocksDB with all its native parts. Memory outside the heap is bounded by one cache of 32 MiB. */
final class Rocks implements AutoCloseable {
    private static final long MIB = 1024 * 1024;
    private static final long CACHE_BYTES = 32 * MIB;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final WriteOptions writes;
    private final RocksDB db;

    private Rocks(Path folder, boolean sync) throws RocksDBException {
        try {
            Cache cache = own(new LRUCache(CACHE_BYTES));
            WriteBufferManager buffers = own(new WriteBufferManager(CACHE_BYTES, cache));
            writes = own(new WriteOptions().setSync(sync));
            db = own(RocksDB.open(files(memory(own(new Options()), cache, buffers)), folder.toString()));
        } catch (RocksDBException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens or creates a store.
     *
     * @param libraries where the native library is unpacked; without it each start leaves 17 MB in /tmp
     * @param sync whether a write waits for the disk: it then survives a power cut, not only a kill
     */
    static Rocks open(Path folder, Path libraries, boolean sync) {
        try {
            Files.createDirectories(folder);
            Files.createDirectories(libraries);
            NativeLibraryLoader.getInstance().loadLibrary(libraries.toString());
            return new Rocks(folder, sync);
        } catch (RocksDBException | IOException e) {
            throw new StoreException(explain(folder, e), e);
        }
    }

    private static String explain(Path folder, Exception e) {
        return String.valueOf(e.getMessage()).contains("LOCK")
                ? "the tick store in %s is in use by another process".formatted(folder)
                : "the tick store in %s cannot be opened: %s".formatted(folder, e.getMessage());
    }

    private static Options memory(Options options, Cache cache, WriteBufferManager buffers) {
        return options.setWriteBufferManager(buffers)
                .setWriteBufferSize(8 * MIB)
                .setMaxWriteBufferNumber(3)
                .setMaxBackgroundJobs(2)
                .setMaxOpenFiles(256)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setBlockSize(16 * 1024)
                        .setFormatVersion(5));
    }

    private static Options files(Options options) {
        return options.setCreateIfMissing(true)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setMaxTotalWalSize(32 * MIB)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setBytesPerSync(MIB)
                .setMaxManifestFileSize(4 * MIB)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setMaxLogFileSize(MIB);
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }

    RocksDB db() {
        return db;
    }

    WriteOptions writes() {
        return writes;
    }

    /** The database first, then what it uses. */
    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new StoreException("closing the tick store: " + e.getMessage(), e);
            }
        }
        parts.clear();
    }
}
