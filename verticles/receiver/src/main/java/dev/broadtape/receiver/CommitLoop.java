package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Causes;
import dev.broadtape.receiver.kafka.FencedException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the blocking work of a partition on a thread of its own, one thing at a time: opens the log, commits group
 * after group, and after a failure opens the log again, forever. For one context.
 */
final class CommitLoop {
    private static final Logger log = LoggerFactory.getLogger(CommitLoop.class);
    private static final Duration LAST_COMMIT = Duration.ofMillis(2_500);

    private enum State {
        /** Not open yet, or not any more. */
        CLOSED,
        OPEN,
        /** Fenced or stopped. */
        OVER
    }

    private final Vertx vertx;
    private final String name;
    private final CommitThread thread;
    private final FrameSource source;
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
    CommitLoop(Vertx vertx, String name, GroupCommit commits, FrameSource source) {
        this.vertx = vertx;
        this.name = name;
        this.thread = new CommitThread(vertx, name, commits);
        this.source = source;
        this.problem = Optional.of(Fault.unavailable(name + " is opening"));
    }

    /** Tries until it works. */
    void open() {
        if (state == State.CLOSED && !busy) {
            run(thread.open(), this::opened);
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
            run(thread.commit(group), this::committed);
        }
    }

    private void committed(int frames) {
        well();
        source.committed(frames);
    }

    private void well() {
        problem = Optional.empty();
        pause.reset();
    }

    private <T> void run(Future<T> work, Consumer<T> then) {
        busy = true;
        work.onComplete(result -> {
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
            run(thread.closeLog(), done -> log.debug("{} is closed", name));
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

    /** Ends when the group on its way is durable, or has failed, or took too long. What waits behind it is refused. */
    Future<Void> close() {
        state = State.OVER;
        proceed();
        long timer = vertx.setTimer(LAST_COMMIT.toMillis(), id -> giveUp());
        return idle.future()
                .onComplete(v -> vertx.cancelTimer(timer))
                .onComplete(v -> end(Fault.unavailable("this receiver is stopping")))
                .compose(v -> thread.closeLog())
                .eventually(thread::end)
                .mapEmpty();
    }

    /** The thread of the group is taken; from another one it is set free. */
    private void giveUp() {
        log.warn("{} stops without its last group: it is sent again to whoever comes next", name);
        thread.breakOff().onFailure(thrown -> log.warn("closing {}", name, thrown));
    }
}
