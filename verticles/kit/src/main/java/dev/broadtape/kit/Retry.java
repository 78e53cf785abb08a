package dev.broadtape.kit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps trying, with a pause that doubles up to a bound, until it works or the Vertx closes. */
public final class Retry {
    private static final Logger log = LoggerFactory.getLogger(Retry.class);

    private final Vertx vertx;
    private final String what;

    /**
     * A retry for one purpose.
     *
     * @param what is tried, for the log: "connecting to MongoDB"
     */
    public Retry(Vertx vertx, String what) {
        this.vertx = vertx;
        this.what = what;
    }

    /** The first success of {@code attempt}. There is one attempt at a time and one timer between two. */
    public <T> Future<T> untilDone(Supplier<Future<T>> attempt) {
        return attempt(attempt, new Pause());
    }

    private <T> Future<T> attempt(Supplier<Future<T>> attempt, Pause pause) {
        return Future.<Void>succeededFuture().compose(v -> attempt.get()).recover(thrown -> {
            long millis = pause.next().toMillis();
            log.warn("{} failed, next try in {} ms: {}", what, millis, Causes.text(thrown));
            return vertx.timer(millis, TimeUnit.MILLISECONDS).compose(v -> attempt(attempt, pause));
        });
    }
}
