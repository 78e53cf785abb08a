package dev.broadtape.receiver.query;

import dev.broadtape.receiver.store.TickStore;
import io.vertx.core.Future;
import java.util.function.Function;

/** Asks the tick store off the event loop; fails with UNAVAILABLE when it is not open or does not answer. */
@FunctionalInterface
public interface Reading {
    <T> Future<T> read(Function<TickStore, T> question);
}
