package dev.broadtape.receiver;

import dev.broadtape.receiver.kafka.Mark;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread on which a partition's blocking work is done. */
final class CommitThread {
    private static final Logger log = LoggerFactory.getLogger(CommitThread.class);

    private final Vertx vertx;
    private final GroupCommit commits;
    private final WorkerExecutor worker;

    CommitThread(Vertx vertx, String name, GroupCommit commits) {
        this.vertx = vertx;
        this.commits = commits;
        this.worker = vertx.createSharedWorkerExecutor("broadtape-" + name + "-" + UUID.randomUUID(), 1);
    }

    Future<Map<UUID, Mark>> open() {
        return worker.executeBlocking(commits::open, false);
    }

    /** Ends with the group. */
    Future<Group> commit(Group group) {
        return worker.executeBlocking(
                () -> {
                    commits.run(group);
                    return group;
                },
                false);
    }

    /** Never fails. */
    Future<Boolean> closeLog() {
        return worker.executeBlocking(this::close, false)
                .onFailure(thrown -> log.warn("closing a log", thrown))
                .otherwise(false);
    }

    /** From another thread, which sets this one free when it hangs. */
    Future<Boolean> breakOff() {
        return vertx.executeBlocking(this::close, false);
    }

    private boolean close() {
        commits.close();
        return true;
    }

    Future<Void> end() {
        return worker.close();
    }
}
