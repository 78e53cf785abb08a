package dev.broadtape.ingest;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.TierStatus.Check;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Asks the provider, within its budget, and logs each attempt. What cannot be reached is tried three times. */
final class Fetcher {
    private static final int TRIES = 3;
    private static final int PAUSE_MS = 1_000;

    /** What is asked for and how its answer is read. */
    private record Request<T>(
            Job job, String symbol, String kind, Source source, Function<Buffer, T> read, ToIntFunction<T> items) {}

    private final Vertx vertx;
    private final Node node;
    private final Transport transport;
    private final FetchLog fetchLog;
    private final Patience patience;
    private final Optional<Budget> budget;
    private final Provider provider;
    private final String name;
    private Check lastCall = new Check("provider", false, "nothing was fetched yet");

    Fetcher(
            Vertx vertx,
            Node node,
            FetchLog fetchLog,
            Patience patience,
            Optional<Budget> budget,
            IngestConfig config) {
        this.vertx = vertx;
        this.node = node;
        this.transport = new Transport(vertx);
        this.fetchLog = fetchLog;
        this.patience = patience;
        this.budget = budget;
        this.provider = Providers.create(config);
        this.name = config.provider();
    }

    /** How the provider answered last; that it knows no such symbol is an answer too. */
    Check lastCall() {
        return lastCall;
    }

    Future<List<Bar>> bars(Job job, String symbol) {
        return attempt(
                new Request<>(
                        job,
                        symbol,
                        "bars",
                        provider.bars(symbol, job.outputsize()),
                        answer -> provider.readBars(symbol, answer),
                        List::size),
                TRIES);
    }

    Future<Company> company(Job job, String symbol) {
        return attempt(
                new Request<>(
                        job,
                        symbol,
                        "company",
                        provider.company(symbol),
                        answer -> provider.readCompany(symbol, answer),
                        company -> 1),
                TRIES);
    }

    private <T> Future<T> attempt(Request<T> request, int tries) {
        Instant start = node.clock().instant();
        return take().compose(v -> transport.get(request.source))
                .map(request.read)
                .transform((result, thrown) -> logged(request, start, result, thrown))
                .recover(thrown -> again(request, tries - 1, thrown));
    }

    /** While Redis is away nobody knows what is left, so a metered provider waits for it. */
    private Future<Void> take() {
        return budget.map(calls -> patience.until("taking a call of the budget", calls::take))
                .orElseGet(Future::succeededFuture);
    }

    private <T> Future<T> logged(Request<T> request, Instant start, T result, Throwable thrown) {
        Future<T> outcome = thrown == null ? Future.succeededFuture(result) : Future.failedFuture(thrown);
        var entry = new FetchLog.Entry(
                request.job.jobId(),
                request.symbol,
                request.kind,
                name,
                Exchange.micros(start),
                Duration.between(start, node.clock().instant()).toMillis(),
                thrown == null ? request.items.applyAsInt(result) : 0,
                Optional.ofNullable(thrown).map(Causes::text));
        count(entry);
        boolean answered = thrown == null || (thrown instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND);
        lastCall = new Check("provider", answered, entry.error().orElse("ok"));
        return patience.until("logging a fetch", () -> fetchLog.add(entry)).compose(v -> outcome);
    }

    private void count(FetchLog.Entry entry) {
        node.metrics()
                .counter("broadtape.ingest.fetches", "provider", name, "kind", entry.kind(), "status", entry.status())
                .increment();
    }

    private <T> Future<T> again(Request<T> request, int tries, Throwable thrown) {
        return tries > 0 && Patience.unavailable(thrown)
                ? vertx.timer(PAUSE_MS, TimeUnit.MILLISECONDS).compose(v -> attempt(request, tries))
                : Future.failedFuture(thrown);
    }
}
