package dev.broadtape.ingest;

import dev.broadtape.contract.Exchange;
import dev.broadtape.ingest.budget.Budget;
import dev.broadtape.ingest.calendar.TradingDays;
import dev.broadtape.ingest.job.Jobs;
import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.store.Board;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every symbol of the watch list has data: what lacks it is fetched by a job like any other. A metered
 * provider may need several days for that, so it is asked again each hour as long as its budget lasts, and then too
 * for the days that have passed since.
 */
final class Filler {
    private static final Logger log = LoggerFactory.getLogger(Filler.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration SETTLING = Duration.ofHours(1);

    /** A symbol that no longer trades is not asked for each hour. */
    private static final Duration RESTS = Duration.ofHours(12);

    private final Node node;
    private final Watchlist watchlist;
    private final Board board;
    private final Jobs jobs;

    Filler(Node node, Watchlist watchlist, Board board, Jobs jobs) {
        this.node = node;
        this.watchlist = watchlist;
        this.board = board;
        this.jobs = jobs;
    }

    /** Goes on filling while {@code budget} lasts; without one the first time is enough. */
    void start(Vertx vertx, Optional<Budget> budget) {
        budget.ifPresent(calls -> vertx.setPeriodic(
                EVERY.toMillis(),
                id -> calls.state()
                        .compose(state -> state.leftToday() > 0 ? submit(due()) : Future.succeededFuture())
                        .onFailure(thrown -> log.warn("cannot fill the store yet: {}", Causes.text(thrown)))));
    }

    /** Fetches what has no data at all. */
    Future<Void> fill() {
        return submit(missing());
    }

    private Future<Void> submit(List<String> symbols) {
        Set<String> expected = new HashSet<>();
        jobs.running().forEach(job -> expected.addAll(job.missed()));
        List<String> unexpected =
                symbols.stream().filter(symbol -> !expected.contains(symbol)).toList();
        return unexpected.isEmpty()
                ? Future.succeededFuture()
                : jobs.submit(unexpected, OutputSize.COMPACT).mapEmpty();
    }

    private List<String> missing() {
        return watchlist.symbols().stream()
                .filter(symbol -> !board.covers(symbol))
                .toList();
    }

    /** What has no data, and what has none of the last day and was not asked for lately. */
    private List<String> due() {
        Instant now = node.clock().instant();
        LocalDate closed = TradingDays.lastClosed(now, SETTLING);
        long lately = Exchange.micros(now.minus(RESTS));
        return watchlist.symbols().stream()
                .filter(symbol -> board.of(symbol)
                        .prices()
                        .filter(held -> !held.last().isBefore(closed) || held.loadedAtMicros() > lately)
                        .isEmpty())
                .toList();
    }
}
