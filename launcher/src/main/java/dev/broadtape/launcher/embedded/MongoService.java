package dev.broadtape.launcher.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server of MongoDB's wire protocol in this process, on one H2 file. */
public final class MongoService implements EmbeddedService {
    private static final Logger log = LoggerFactory.getLogger(MongoService.class);
    /** Each serves many clients, and as many commands as there are threads share a commit. */
    private static final int WORKER_THREADS = 8;

    private final Path folder;
    private final String host;
    private final int port;
    private @Nullable MongoServer server;

    public MongoService(Path folder, String host, int port) {
        this.folder = folder;
        this.host = host;
        this.port = port;
    }

    @Override
    public String name() {
        return "mongo";
    }

    @Override
    public String address() {
        return "mongodb://%s:%d".formatted(host, port);
    }

    @Override
    public synchronized void start() throws Exception {
        Ports.requireFree(name(), host, port);
        Files.createDirectories(folder);
        server = new MongoServer(new CommittingBackend(open(folder.resolve("mongo.h2"))));
        server.bind(new InetSocketAddress(host, port), 1, WORKER_THREADS);
        log.info("mongo listens on {}, data in {}", address(), folder);
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.shutdownNow();
            server = null;
        }
    }

    /** H2 never commits by itself here: half of a command could reach the file. */
    private static MVStore open(Path file) throws IOException {
        try {
            return new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .open();
        } catch (MVStoreException e) {
            throw new IOException("mongo cannot open %s: %s".formatted(file, reason(e)), e);
        }
    }

    private static String reason(MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED -> "another process uses it";
            case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_UNSUPPORTED_FORMAT ->
                "the file is damaged; move it away to start with an empty database";
            default -> String.valueOf(e.getMessage());
        };
    }
}
