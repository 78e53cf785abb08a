package dev.broadtape.receiver;

import dev.broadtape.contract.TickFrame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The thread on which a partition's blocking work is done. */
final class CommitThread {
    private final Vertx vertx;
    private final GroupCommit commits;
    private final WorkerExecutor worker;

    CommitThread(Vertx vertx, String name, GroupCommit commits) {
        this.vertx = vertx;
        this.commits = commits;
        this.worker = vertx.createSharedWorkerExecutor("broadtape-" + name + "-" + UUID.randomUUID(), 1);
    }

    Future<Map<UUID, Long>> open() {
        return worker.executeBlocking(commits::open, false);
    }

    /** Ends with the number of frames. */
    Future<Integer> commit(List<TickFrame> group) {
        return worker.executeBlocking(
                () -> {
                    commits.run(group);
                    return group.size();
                },
                false);
    }

    Future<Boolean> closeLog() {
        return worker.executeBlocking(this::close, false);
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
