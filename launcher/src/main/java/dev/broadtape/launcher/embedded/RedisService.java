package dev.broadtape.launcher.embedded;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real redis-server, unpacked from a jar and run as a child process.
 *
 * <p>A child that outlived its killed parent is ended at the next start: it is known by its pid file and by running the
 * binary in our own folder, which is locked while its parent lives.
 */
public final class RedisService implements EmbeddedService {
    private static final Logger log = LoggerFactory.getLogger(RedisService.class);

    private final Path folder;
    private final String host;
    private final int port;
    private final RedisBinary.Leash leash;
    private final Thread hook = new Thread(this::stop, "redis-stop");
    private @Nullable FolderLock lock;
    private @Nullable RedisProcess process;

    public RedisService(Path folder, String host, int port) {
        this(folder, host, port, RedisBinary.Leash.WHERE_POSSIBLE);
    }

    RedisService(Path folder, String host, int port, RedisBinary.Leash leash) {
        this.folder = folder.toAbsolutePath().normalize();
        this.host = host;
        this.port = port;
        this.leash = leash;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public String address() {
        return "redis://%s:%d".formatted(host, port);
    }

    @Override
    public synchronized void start() throws Exception {
        lock = FolderLock.take(name(), folder);
        try {
            var binary = new RedisBinary(folder);
            binary.endOrphan();
            Ports.requireFree(name(), host, port);
            Runtime.getRuntime().addShutdownHook(hook);
            process = RedisProcess.start(binary.command(host, port, leash), folder.resolve("redis.log"));
            process.awaitReady(host, port);
        } catch (Exception e) {
            close();
            throw e;
        }
        log.info("redis listens on {}, data in {}", address(), folder);
    }

    @Override
    public synchronized void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            log.debug("the hook is running already", e);
        }
        stop();
    }

    private synchronized void stop() {
        if (process != null) {
            process.stop();
            process = null;
        }
        if (lock != null) {
            unlock(lock);
            lock = null;
        }
    }

    private static void unlock(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            log.warn("cannot unlock redis's folder", e);
        }
    }
}
