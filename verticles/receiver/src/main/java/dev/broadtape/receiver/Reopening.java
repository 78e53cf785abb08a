package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Pause;
import dev.broadtape.receiver.kafka.FencedException;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with a partition's log, and when it is opened again: after a pause that grows until it works. Two receivers
 * that fence each other out slow down until something is committed. For one context.
 */
final class Reopening {
    private static final Logger log = LoggerFactory.getLogger(Reopening.class);
    private static final long NONE = -1;

    private final Vertx vertx;
    private final String name;
    private final Runnable due;
    private final Pause failures = new Pause();
    private final Pause fences = new Pause();
    private Optional<Throwable> problem = Optional.empty();
    private long timer = NONE;

    Reopening(Vertx vertx, String name, Runnable due) {
        this.vertx = vertx;
        this.name = name;
        this.due = due;
    }

    void begin() {
        problem = Optional.of(Fault.unavailable(name + " is opening"));
    }

    /** Tells whether it failed because another receiver has opened the log. */
    boolean failed(Throwable thrown) {
        boolean fenced = thrown instanceof FencedException;
        problem = Optional.of(thrown);
        Duration pause = (fenced ? fences : failures).next();
        log.warn("{} failed, next try in {} ms: {}", name, pause.toMillis(), Causes.text(thrown));
        timer = vertx.setTimer(pause.toMillis(), id -> {
            timer = NONE;
            due.run();
        });
        return fenced;
    }

    boolean waits() {
        return timer != NONE;
    }

    void cancel() {
        vertx.cancelTimer(timer);
        timer = NONE;
        problem = Optional.empty();
    }

    void works() {
        problem = Optional.empty();
        failures.reset();
    }

    void committed() {
        works();
        fences.reset();
    }

    Optional<Throwable> problem() {
        return problem;
    }
}
