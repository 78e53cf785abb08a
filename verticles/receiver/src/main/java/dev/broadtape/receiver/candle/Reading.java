package dev.broadtape.receiver.candle;

import dev.broadtape.receiver.store.TickStore;
import io.vertx.core.Future;
import java.util.function.Function;

/** Puts questions to the tick store, off the event loop and within bounds. */
public interface Reading {
    /** Fails with UNAVAILABLE when the store is not open or does not answer, with RATE_LIMITED when too many wait. */
    <T> Future<T> read(Function<TickStore, T> question);
}
