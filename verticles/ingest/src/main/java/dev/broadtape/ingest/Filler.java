package dev.broadtape.ingest;

import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every configured symbol has data: what lacks it is fetched by a job like any other. A metered
 * provider may need several days for that, so it is asked again each hour as long as its budget lasts.
 */
final class Filler {
    private static final Logger log = LoggerFactory.getLogger(Filler.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final List<String> symbols;
    private final Board board;
    private final JobBook book;
    private final Jobs jobs;
    private final Optional<Budget> budget;

    Filler(List<String> symbols, Board board, JobBook book, Jobs jobs, Optional<Budget> budget) {
        this.symbols = symbols;
        this.board = board;
        this.book = book;
        this.jobs = jobs;
        this.budget = budget;
    }

    void start(Vertx vertx) {
        budget.ifPresent(calls -> vertx.setPeriodic(
                EVERY.toMillis(),
                id -> calls.left()
                        .compose(left -> left > 0 ? fill() : Future.succeededFuture())
                        .onFailure(thrown -> log.warn("cannot fill the store yet: {}", Causes.text(thrown)))));
    }

    Future<Void> fill() {
        Set<String> expected = new HashSet<>();
        book.running().forEach(job -> expected.addAll(job.missed()));
        List<String> missing = symbols.stream()
                .filter(symbol -> !board.covers(symbol) && !expected.contains(symbol))
                .toList();
        return missing.isEmpty()
                ? Future.succeededFuture()
                : jobs.submit(missing, OutputSize.COMPACT).mapEmpty();
    }
}
