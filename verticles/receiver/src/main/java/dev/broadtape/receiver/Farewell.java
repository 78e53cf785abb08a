package dev.broadtape.receiver;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a partition's last group, but not for long. */
record Farewell(Vertx vertx, String name, CommitThread thread) {
    private static final Logger log = LoggerFactory.getLogger(Farewell.class);
    private static final Duration LAST_COMMIT = Duration.ofMillis(2_500);

    /** Ends when the loop is {@code idle}, which it is at once when its group is given up. */
    Future<Void> after(Future<Void> idle) {
        long timer = vertx.setTimer(LAST_COMMIT.toMillis(), id -> giveUp());
        return idle.onComplete(v -> vertx.cancelTimer(timer)).eventually(thread::end);
    }

    /** The thread of the group is taken; from another one it is set free. */
    private void giveUp() {
        log.warn("{} stops without its last group: it is sent again to whoever comes next", name);
        thread.breakOff().onFailure(thrown -> log.warn("closing {}", name, thrown));
    }
}
