package dev.broadtape.launcher.embedded;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a command only when what it wrote is in the file, so that a killed process loses nothing it acknowledged.
 *
 * <p>Commands that may write run one after the other: a commit takes all of the store, and so never half of a command.
 * What is in the file is forced to the disk once a second, as Redis does.
 */
final class CommittingBackend extends H2Backend {
    private static final Logger log = LoggerFactory.getLogger(CommittingBackend.class);
    private static final Set<String> READS =
            Set.of(("find getMore killCursors count distinct listCollections listDatabases listIndexes"
                            + " hello isMaster ismaster ping buildInfo serverStatus collStats dbStats endSessions")
                    .split(" "));
    private static final int SHRINK_MS = 50;
    private static final int FILL_PERCENT = 60;
    private static final int REWRITE_BYTES = 4 << 20;
    private static final int REWRITE_AFTER_MS = 5_000;

    private final ReentrantLock writing = new ReentrantLock(true);
    private final ScheduledExecutorService upkeep =
            Executors.newSingleThreadScheduledExecutor(CommittingBackend::thread);

    private long executed;
    private long committed;

    @SuppressWarnings("FutureReturnValueIgnored") // keepUp() catches what can go wrong
    CommittingBackend(MVStore store) {
        super(store);
        store.setRetentionTime(REWRITE_AFTER_MS);
        upkeep.scheduleWithFixedDelay(this::keepUp, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (READS.contains(command) || (command.equals("aggregate") && onlyReads(query))) {
            return super.handleCommand(channel, database, command, query);
        }
        writing.lock();
        try {
            executed++;
            return super.handleCommand(channel, database, command, query);
        } finally {
            long own = executed;
            writing.unlock();
            commit(own);
        }
    }

    @Override
    public void close() {
        upkeep.shutdown();
        synchronized (upkeep) {
            getMvStore().close(SHRINK_MS);
            super.close();
        }
    }

    /** The lock is fair, so commands that wait go first and one commit serves them all. */
    private void commit(long command) {
        writing.lock();
        try {
            if (committed < command) {
                getMvStore().commit();
                committed = executed;
            }
        } finally {
            writing.unlock();
        }
    }

    private static boolean onlyReads(Document aggregate) {
        return !(aggregate.get("pipeline") instanceof List<?> stages)
                || stages.stream().noneMatch(CommittingBackend::writes);
    }

    private static boolean writes(Object stage) {
        return stage instanceof Document document && (document.containsKey("$out") || document.containsKey("$merge"));
    }

    private void keepUp() {
        synchronized (upkeep) {
            try {
                if (!getMvStore().isClosed()) {
                    getMvStore().sync();
                    compact();
                }
            } catch (MVStoreException e) {
                log.warn("mongo cannot tidy its file", e);
            }
        }
    }

    private void compact() {
        writing.lock();
        try {
            getMvStore().compact(FILL_PERCENT, REWRITE_BYTES);
        } finally {
            writing.unlock();
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "mongo-upkeep");
        thread.setDaemon(true);
        return thread;
    }
}
