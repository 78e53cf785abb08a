package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import dev.broadtape.receiver.kafka.Mark;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Does the blocking work of a partition on a thread of its own, one thing at a time: while the partition is wanted it opens
 * the log, commits group after group, and after a failure opens the log again; when it is not, it closes the log. For one
 * context.
 */
final class CommitLoop {
    /**
     * Small groups begin no closer together. A transaction costs as much as thousands of ticks: without this a slow tape
     * takes as much of a processor as a fast one.
     */
    private static final long PACE_MILLIS = 10;

    private final Vertx vertx;
    private final CommitThread thread;
    private final FrameSource source;
    private final Reopening reopening;
    private final Farewell farewell;
    private final Promise<Void> idle = Promise.promise();

    private LogState state = LogState.CLOSED;
    private Group onItsWay = Group.EMPTY;
    private boolean busy;
    private boolean resting;
    private boolean wanted;
    private boolean ended;

    /** A loop that does nothing before {@link #open}; {@code name} is the partition's, for threads and messages. */
    CommitLoop(Vertx vertx, String name, GroupCommit commits, FrameSource source) {
        this.vertx = vertx;
        this.thread = new CommitThread(vertx, name, commits);
        this.source = source;
        this.reopening = new Reopening(vertx, name, this::pump);
        this.farewell = new Farewell(vertx, name, thread);
    }

    /** Tries until it works, or the end. */
    boolean open() {
        wanted = !ended;
        if (wanted) {
            reopening.begin();
            pump();
        }
        return wanted;
    }

    /** The group on its way may end; what waits behind it is refused. */
    boolean release(Fault why) {
        boolean was = wanted;
        if (was) {
            wanted = false;
            state = LogState.ENDING;
            reopening.cancel();
            source.refuse(why, onItsWay.frames().size());
            pump();
        }
        return was;
    }

    /** Does what there is to do next, unless something is on its way: then that one's end does. */
    void pump() {
        if (busy) {
            return;
        }
        if (state == LogState.ENDING) {
            run(thread.closeLog(), done -> state = LogState.CLOSED);
        } else if (wanted && state == LogState.OPEN) {
            commit();
        } else if (wanted && !reopening.waits()) {
            run(thread.open(), this::opened);
        } else if (ended) {
            idle.tryComplete();
        }
    }

    private void opened(Map<UUID, Mark> committed) {
        if (state != LogState.ENDING) {
            state = LogState.OPEN;
            source.opened(committed);
            if (source.group().isEmpty()) {
                reopening.works();
            }
        }
    }

    private void commit() {
        Group group = source.group();
        if (!group.isEmpty() && (!resting || group.urgent())) {
            rest();
            onItsWay = group;
            run(thread.commit(group), this::committed);
        }
    }

    private void rest() {
        if (!resting) {
            resting = true;
            vertx.setTimer(PACE_MILLIS, id -> {
                resting = false;
                pump();
            });
        }
    }

    private void committed(Group group) {
        reopening.committed();
        source.committed(group);
    }

    private <T> void run(Future<T> work, Consumer<T> then) {
        busy = true;
        work.onComplete(result -> {
            busy = false;
            onItsWay = Group.EMPTY;
            if (result.succeeded()) {
                then.accept(result.result());
            } else {
                failed(result.cause());
            }
            pump();
        });
    }

    private void failed(Throwable thrown) {
        Fault why = Fault.unavailable(Causes.text(thrown));
        if (state == LogState.ENDING) {
            source.refuse(why, 0);
        } else if (reopening.failed(thrown)) {
            state = LogState.ENDING;
            source.fenced(why);
        } else {
            state = LogState.BROKEN;
            source.failed(why);
        }
    }

    /** A partition that is not wanted is well. */
    Optional<Throwable> problem() {
        return reopening.problem();
    }

    boolean wanted() {
        return wanted;
    }

    boolean isOpen() {
        return wanted && state == LogState.OPEN;
    }

    /** Ends when the group on its way is durable, or has failed, or took too long. After {@link #release}. */
    Future<Void> close() {
        ended = true;
        pump();
        return farewell.after(idle.future());
    }
}
