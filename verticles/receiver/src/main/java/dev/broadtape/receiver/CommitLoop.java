package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Causes;
import dev.broadtape.receiver.kafka.FencedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the blocking work of a partition on a thread of its own, one thing at a time: opens the log, commits group
 * after group, and after a failure opens the log again, forever. For one context.
 */
final class CommitLoop {
    private static final Logger log = LoggerFactory.getLogger(CommitLoop.class);

    /** Where the frames come from. */
    interface Source {
        /** All that wait, oldest first. They stay there until they are committed. */
        List<TickFrame> group();

        /** The log is open; so far it has {@code committed}, and what waits is to be judged by it. */
        void opened(Map<UUID, Long> committed);

        /** The oldest {@code frames} are durable. */
        void committed(int frames);

        /** No frame will be committed here any more. */
        void over(Fault why);
    }

    private enum State {
        /** Not open yet, or not any more. */
        CLOSED,
        OPEN,
        /** Fenced or stopped. */
        OVER
    }

    private final Vertx vertx;
    private final String name;
    private final GroupCommit commits;
    private final Source source;
    private final WorkerExecutor worker;
    private final Pause pause = new Pause();
    private final Promise<Void> idle = Promise.promise();

    private State state = State.CLOSED;
    private boolean busy;
    private boolean told;
    private Optional<Throwable> problem;

    /**
     * A loop that does nothing before {@link #open}.
     *
     * @param name of the partition, for the thread and the log
     */
    CommitLoop(Vertx vertx, String name, GroupCommit commits, Source source) {
        this.vertx = vertx;
        this.name = name;
        this.commits = commits;
        this.source = source;
        this.worker = vertx.createSharedWorkerExecutor("broadtape-" + name + "-" + UUID.randomUUID(), 1);
        this.problem = Optional.of(Fault.unavailable(name + " is opening"));
    }

    /** Tries until it works. */
    void open() {
        if (state == State.CLOSED && !busy) {
            run(commits::open, this::opened);
        }
    }

    private void opened(Map<UUID, Long> committed) {
        if (state == State.CLOSED) {
            state = State.OPEN;
            source.opened(committed);
            if (source.group().isEmpty()) {
                well();
            }
        }
    }

    /** Commits what waits, unless a group is on its way: then that one's end does. */
    void pump() {
        if (state != State.OPEN || busy) {
            return;
        }
        List<TickFrame> group = source.group();
        if (!group.isEmpty()) {
            run(() -> commit(group), this::committed);
        }
    }

    private int commit(List<TickFrame> group) {
        commits.run(group);
        return group.size();
    }

    private void committed(int frames) {
        well();
        source.committed(frames);
    }

    private void well() {
        problem = Optional.empty();
        pause.reset();
    }

    private <T> void run(Callable<T> task, Consumer<T> then) {
        busy = true;
        worker.executeBlocking(task, false).onComplete(result -> {
            busy = false;
            if (result.succeeded()) {
                then.accept(result.result());
            } else {
                failed(result.cause());
            }
            proceed();
        });
    }

    private void proceed() {
        pump();
        if (state == State.OVER && !busy) {
            idle.tryComplete();
        }
    }

    private void failed(Throwable thrown) {
        problem = Optional.of(thrown);
        if (thrown instanceof FencedException) {
            end(Fault.unavailable(Causes.text(thrown)));
            run(this::closeCommits, done -> log.debug("{} is closed", name));
        } else if (state != State.OVER) {
            state = State.CLOSED;
            Duration next = pause.next();
            log.warn("{} failed, next try in {} ms: {}", name, next.toMillis(), Causes.text(thrown));
            vertx.setTimer(next.toMillis(), id -> open());
        }
    }

    private void end(Fault why) {
        state = State.OVER;
        if (!told) {
            told = true;
            source.over(why);
        }
    }

    /** What is wrong, if anything is. */
    Optional<Throwable> problem() {
        return problem;
    }

    boolean owned() {
        return state == State.OPEN;
    }

    /** Ends when the group on its way is durable, or has failed. What waits behind it is refused. */
    Future<Void> close() {
        state = State.OVER;
        proceed();
        return idle.future()
                .onComplete(v -> end(Fault.unavailable("this receiver is stopping")))
                .compose(v -> worker.executeBlocking(this::closeCommits, false))
                .eventually(worker::close)
                .mapEmpty();
    }

    private boolean closeCommits() {
        commits.close();
        return true;
    }
}
