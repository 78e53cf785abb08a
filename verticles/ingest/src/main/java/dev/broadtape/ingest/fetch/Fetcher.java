package dev.broadtape.ingest.fetch;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.TierStatus.Check;
import dev.broadtape.ingest.budget.Budget;
import dev.broadtape.ingest.budget.RedisLink;
import dev.broadtape.ingest.calendar.TradingDays;
import dev.broadtape.ingest.provider.Company;
import dev.broadtape.ingest.provider.Interval;
import dev.broadtape.ingest.provider.MarketHours;
import dev.broadtape.ingest.provider.Match;
import dev.broadtape.ingest.provider.Movers;
import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.provider.Provider;
import dev.broadtape.ingest.provider.Question;
import dev.broadtape.ingest.provider.Quote;
import dev.broadtape.ingest.provider.Series;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.provider.Trouble;
import dev.broadtape.ingest.provider.Trouble.Meaning;
import dev.broadtape.kit.Node;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks the providers in their order until one answers. Whoever asks gets the answer, with who gave it and when, or one
 * {@link dev.broadtape.contract.Fault}: budgets, retries and kept answers are seen to. For one event loop.
 */
public final class Fetcher {
    /** What must pass after the close before a provider's bar of the day is final. */
    private static final Duration SETTLING = Duration.ofMinutes(30);

    /** What a fetcher reaches the world by. */
    public record Outside(Vertx vertx, Node node, RedisLink redis, Ears ears, Persistence persistence) {}

    /**
     * How the line to a provider is.
     *
     * @param lastCall how it answered last
     * @param circuit closed, open or half-open
     * @param budget absent where nothing is metered
     */
    public record LineState(Check lastCall, String circuit, Optional<Budget> budget) {}

    private final Node node;
    private final Switchboard switchboard;

    public Fetcher(List<Provider> providers, FetchingConfig config, Outside outside) {
        this.node = outside.node;
        var shared =
                new Line.Shared(outside.vertx, outside.node, config, outside.redis, outside.ears, outside.persistence);
        this.switchboard = new Switchboard(
                providers.stream().map(provider -> new Line(provider, shared)).toList());
    }

    /** Daily bars, as far as they are missing and their day is over. */
    public Future<Arrival> bars(Want want) {
        LocalDate closed = TradingDays.lastClosed(node.clock().instant(), SETTLING);
        Line first = switchboard.lines().get(0);
        Optional<OutputSize> due = first.metered() ? want.due(closed) : Optional.of(want.size());
        return due.map(size -> bars(want, size)).orElseGet(() -> Future.succeededFuture(upToDate(want, first)));
    }

    /** Where the gap is too wide for a compact answer, and a full one is not to be had, what is wanted has to do. */
    private Future<Arrival> bars(Want want, OutputSize size) {
        return switchboard
                .ask(want.caller(), "bars", provider -> Optional.of(provider.bars(want.symbol(), size)))
                .map(answer -> arrival(want, size, answer))
                .recover(thrown -> size != want.size() && notOffered(thrown)
                        ? bars(want, want.size())
                        : Future.failedFuture(fault(thrown)));
    }

    private static boolean notOffered(Throwable thrown) {
        return thrown instanceof Trouble trouble && trouble.meaning() == Meaning.NOT_OFFERED;
    }

    private Arrival upToDate(Want want, Line line) {
        return new Arrival(
                new Series(List.of(), List.of()),
                line.provider().name(),
                node.nowMicros(),
                want.wholeTo().isPresent());
    }

    /** A day that still traded when the answer was given has no bar yet, whatever was sent for it. */
    private static Arrival arrival(Want want, OutputSize size, Sourced<Series> answer) {
        LocalDate closed = TradingDays.lastClosed(Exchange.instant(answer.atMicros()), SETTLING);
        long end = Exchange.startOfDayMicros(closed);
        Series all = answer.value();
        Series over = new Series(
                all.bars().stream().filter(bar -> bar.startMicros() <= end).toList(),
                all.actions().stream()
                        .filter(action -> !action.day().isAfter(closed))
                        .toList());
        return new Arrival(over, answer.provider(), answer.atMicros(), size == OutputSize.FULL || want.joins(over));
    }

    public Future<Sourced<Company>> company(Caller caller, String symbol) {
        return ask(caller, "companies", provider -> provider.company(symbol));
    }

    public Future<Sourced<Quote>> quote(String symbol) {
        return ask(Caller.READER, "quotes", provider -> provider.quote(symbol));
    }

    /** Bars of minutes, as they begin; the newest one may be still in the making. */
    public Future<Sourced<Series>> intraday(String symbol, Interval interval, OutputSize size) {
        return ask(Caller.READER, "intraday bars", provider -> provider.intraday(symbol, interval, size));
    }

    public Future<Sourced<List<Match>>> search(String words) {
        return ask(Caller.READER, "searches", provider -> provider.search(words));
    }

    public Future<Sourced<List<MarketHours>>> markets() {
        return ask(Caller.READER, "market hours", Provider::markets);
    }

    public Future<Sourced<Movers>> movers() {
        return ask(Caller.READER, "movers", Provider::movers);
    }

    private <T> Future<Sourced<T>> ask(Caller caller, String what, Function<Provider, Optional<Question<T>>> question) {
        return switchboard.ask(caller, what, question).recover(thrown -> Future.failedFuture(fault(thrown)));
    }

    private static Throwable fault(Throwable thrown) {
        return thrown instanceof Trouble trouble ? trouble.fault() : thrown;
    }

    /** The lines in the order in which they are tried. */
    public List<LineState> lines() {
        return switchboard.lines().stream()
                .map(line -> new LineState(line.lastCall(), label(line.fuse()), line.budget()))
                .toList();
    }

    private static String label(CircuitBreakerState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
