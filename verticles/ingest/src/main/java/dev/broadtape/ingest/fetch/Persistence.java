package dev.broadtape.ingest.fetch;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Does work again for as long as the store that it needs is away. */
public interface Persistence {
    /**
     * The first outcome that is not UNAVAILABLE.
     *
     * @param what is done, for the log
     */
    <T> Future<T> until(String what, Supplier<Future<T>> work);
}
