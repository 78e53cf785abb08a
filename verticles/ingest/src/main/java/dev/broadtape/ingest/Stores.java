package dev.broadtape.ingest;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Where what was fetched goes, and who is told of it. */
record Stores(
        Board board, CompanyStore companies, PriceStore prices, Outbox outbox, Threshold threshold, Patience patience) {
    <T> Future<T> patiently(String what, Supplier<Future<T>> work) {
        return patience.until(what, work);
    }
}
