package dev.broadtape.ingest.job;

import static dev.broadtape.contract.Fault.Kind.CONFLICT;
import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;

import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.outbox.Handover;
import dev.broadtape.ingest.store.Board;
import dev.broadtape.ingest.store.Storage;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Removes all that is stored of a symbol: first it is marked as leaving and covers nothing any more, then its bars go,
 * then the mark. What a process left half-done is gone on with.
 */
public final class Removal {
    private final Board board;
    private final Storage storage;
    private final Handover handover;
    private final Jobs jobs;

    public Removal(Board board, Storage storage, Handover handover, Jobs jobs) {
        this.board = board;
        this.storage = storage;
        this.handover = handover;
        this.jobs = jobs;
    }

    /** Fails with NOT_FOUND, or with CONFLICT while a job fetches the symbol. */
    Future<Void> remove(String symbol) {
        Optional<Job> busy =
                jobs.running().stream().filter(job -> job.waitsFor(symbol)).findFirst();
        if (busy.isPresent()) {
            return Future.failedFuture(
                    Fault.of(CONFLICT, "job %s fetches %s".formatted(busy.get().jobId(), symbol)));
        }
        return storage.companies().beginRemoval(symbol).compose(known -> {
            board.remove(symbol);
            return known
                    ? finish(symbol)
                    : Future.failedFuture(Fault.of(NOT_FOUND, "there is nothing of %s here".formatted(symbol)));
        });
    }

    private Future<Void> finish(String symbol) {
        return storage.prices()
                .remove(symbol)
                .compose(v -> handover.collect())
                .compose(v -> storage.companies().endRemoval(symbol));
    }

    /** What is half-done. */
    public Future<Void> resume() {
        return storage.companies()
                .leaving()
                .compose(
                        symbols -> Future.all(symbols.stream().map(this::finish).toList()))
                .mapEmpty();
    }
}
