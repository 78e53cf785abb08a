package dev.broadtape.bridge;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Something slow to open: opened by whoever needs it first, and again after it was taken. Safe on any thread. */
final class Slow<T> {
    private final Callable<T> opening;
    private @Nullable T opened;
    private boolean closed;

    Slow(Callable<T> opening) {
        this.opening = opening;
    }

    /** Waits where it is not open yet, so not on an event loop. */
    synchronized T get() throws Exception {
        T now = opened;
        if (closed) {
            throw new IllegalStateException("it is closed");
        }
        if (now == null) {
            now = opening.call();
            opened = now;
        }
        return now;
    }

    /** What is open, to be closed; from now on nothing is opened any more. */
    synchronized Optional<T> takeForGood() {
        closed = true;
        return take();
    }

    /** What is open, to be closed; whoever needs it next opens another. */
    synchronized Optional<T> take() {
        Optional<T> taken = Optional.ofNullable(opened);
        opened = null;
        return taken;
    }
}
