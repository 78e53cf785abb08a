package dev.broadtape.ingest;

import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.budget.RedisLink;
import dev.broadtape.ingest.fetch.Arrival;
import dev.broadtape.ingest.fetch.Attempt;
import dev.broadtape.ingest.fetch.Caller;
import dev.broadtape.ingest.fetch.Ears;
import dev.broadtape.ingest.fetch.Fetcher;
import dev.broadtape.ingest.fetch.Want;
import dev.broadtape.ingest.provider.AlphaVantageConfig;
import dev.broadtape.ingest.provider.Interval;
import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.provider.Quote;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.store.Patience;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asking a provider that does what it likes, with real HTTP and a real Redis between. */
class FetcherTest {
    /** An hour after the close of the last recorded day. */
    private static final Instant EVENING = Instant.parse("2021-04-21T21:00:00Z");

    @RegisterExtension
    final Rig rig = new Rig();

    private final FakeAlphaVantage provider = new FakeAlphaVantage(rig.vertx, List.of("IBM", "MSFT"));
    private final Witness witness = new Witness();

    /** Remembers what it was told. */
    private static final class Witness implements Ears {
        final List<Attempt> attempts = new CopyOnWriteArrayList<>();
        final List<Instant> limits = new CopyOnWriteArrayList<>();
        final List<String> refusals = new CopyOnWriteArrayList<>();

        @Override
        public Future<Void> attempted(Attempt attempt) {
            attempts.add(attempt);
            return Future.succeededFuture();
        }

        @Override
        public void limited(String provider, Instant until) {
            limits.add(until);
        }

        @Override
        public void refused(String provider, String why) {
            refusals.add(why);
        }
    }

    @Test
    void asksAgainUntilTheOutageIsOverAndWritesDownEachAttempt() {
        Fetcher fetcher = fetcher("k");
        provider.fail(3, 503);

        assertThat(rig.run(() -> fetcher.quote("MSFT")).value().priceE4()).isEqualTo(1_121_300);

        assertThat(witness.attempts).extracting(Attempt::status).containsExactly("failed", "failed", "failed", "ok");
        assertThat(witness.attempts.get(0).error().orElseThrow()).contains("503");
    }

    @ParameterizedTest
    @CsvSource({"500, UNAVAILABLE", "503, UNAVAILABLE", "302, BAD_UPSTREAM", "404, BAD_UPSTREAM", "401, FORBIDDEN"})
    void saysWhatAStatusMeans(int status, Fault.Kind kind) {
        Fetcher fetcher = fetcher("k");
        provider.fail(100, status);

        assertThat(fault(() -> fetcher.quote("MSFT")).kind()).isEqualTo(kind);
    }

    @Test
    void takesASlowAnswerForAnOutage() {
        Fetcher fetcher = fetcher("k");
        provider.delayMillis = 1_500;

        Fault fault = fault(() -> fetcher.quote("MSFT"));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(fault.getMessage()).doesNotContain("apikey");
    }

    @Test
    void takesAnAnswerThatBreaksOffForAnOutage() {
        Fetcher fetcher = fetcher("k");
        provider.breaksOff = true;

        assertThat(fault(() -> fetcher.quote("MSFT")).kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(provider.calls).hasSize(4);
    }

    @Test
    void leavesAProviderAloneThatIsUnwellAndTriesItOutLater() {
        Fetcher fetcher = fetcher("k");
        provider.fail(8, 500);
        fault(() -> fetcher.quote("MSFT"));
        fault(() -> fetcher.quote("IBM"));
        assertThat(provider.calls).hasSize(8);
        assertThat(fetcher.lines().get(0).circuit()).isEqualTo("open");

        assertThat(fault(() -> fetcher.quote("MSFT")).getMessage()).contains("left alone");
        assertThat(provider.calls).hasSize(8);

        eventually(() -> rig.run(() -> fetcher.quote("MSFT")).value().volume() > 0);
        assertThat(fetcher.lines().get(0).circuit()).isEqualTo("closed");
    }

    @Test
    void restsAfterATooManyAndThenGoesOn() {
        Fetcher fetcher = fetcher("k");
        provider.fail(1, 429);

        assertThat(rig.run(() -> fetcher.quote("MSFT")).provider()).isEqualTo("alphavantage");

        assertThat(provider.calls).hasSize(2);
        assertThat(witness.limits).as("that was over at once").isEmpty();
    }

    @Test
    void takesAnotherKeyWhereOneIsRefusedOrSpent() {
        Fetcher fetcher = fetcher("bad", "spent", "good");
        provider.saysTo.put("bad", "bad-key.json");
        provider.saysTo.put("spent", "limit-information.json");

        rig.run(() -> fetcher.quote("MSFT"));
        rig.run(() -> fetcher.quote("IBM"));

        assertThat(provider.keys).containsExactly("bad", "spent", "good", "good");
        assertThat(witness.refusals).hasSize(1).first().asString().contains("apikey");
        assertThat(witness.limits).isEmpty();
    }

    @Test
    void makesNoCallOnAnyHostOnceTheProviderSaysThatTheDayIsSpent() {
        Fetcher here = fetcher("k");
        Fetcher there = fetcher("k");
        provider.saysTo.put("k", "limit-information.json");

        Fault fault = fault(() -> here.quote("MSFT"));
        Fault elsewhere = fault(() -> there.quote("IBM"));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.RATE_LIMITED);
        assertThat(elsewhere.getMessage()).contains("rate_limited until");
        assertThat(provider.calls).hasSize(1);
        assertThat(witness.limits).containsOnly(tomorrow());
    }

    @Test
    void makesNoCallWhenTheBudgetIsSpent() {
        Fetcher fetcher = fetcher(FakeAlphaVantage.config(provider.url(), 1), rig.node);
        rig.run(() -> fetcher.quote("MSFT"));

        assertThat(fault(() -> fetcher.quote("IBM")).kind()).isEqualTo(Fault.Kind.RATE_LIMITED);

        assertThat(provider.calls).hasSize(1);
        eventually(() -> witness.limits.contains(tomorrow()));
    }

    @Test
    void givesAnAnswerAgainWithItsTimeOnAnyHost() {
        Fetcher here = fetcher("k");
        Fetcher there = fetcher("k");

        Sourced<Quote> first = rig.run(() -> here.quote("MSFT"));
        Sourced<Quote> again = rig.run(() -> there.quote("MSFT"));

        assertThat(again.value()).isEqualTo(first.value());
        assertThat(again.atMicros()).isBetween(first.atMicros() - 1_000_000, first.atMicros());
        assertThat(provider.calls).hasSize(1);
    }

    @Test
    void remembersThatASymbolIsUnknown() {
        Fetcher fetcher = fetcher("k");

        assertThat(fault(() -> fetcher.quote("NOPE")).kind()).isEqualTo(Fault.Kind.NOT_FOUND);
        assertThat(fault(() -> fetcher.quote("NOPE")).kind()).isEqualTo(Fault.Kind.NOT_FOUND);

        assertThat(provider.calls).containsExactly("GLOBAL_QUOTE NOPE");
    }

    @Test
    void asksOnceForManyWhoWantTheSameAtOnce() {
        Fetcher fetcher = fetcher("k");
        provider.delayMillis = 100;

        rig.run(() ->
                Future.all(fetcher.quote("MSFT"), fetcher.quote("MSFT"), fetcher.quote("MSFT"), fetcher.quote("MSFT")));

        assertThat(provider.calls).hasSize(1);
    }

    @Test
    void asksTheNextProviderAndSaysWhoAnswered(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("IBM.csv"), Recordings.of("csv/stooq.csv").getBytes());
        provider.fail(1_000, 503);
        Fetcher fetcher = fetcher(List.of("alphavantage", "csv", "history"), folder, "k");

        assertThat(rig.run(() -> fetcher.bars(want("IBM", OutputSize.COMPACT))).provider())
                .isEqualTo("csv");
        assertThat(rig.run(() -> fetcher.bars(want("KO", OutputSize.COMPACT))).provider())
                .isEqualTo("history");
        Fault nowhere = fault(() -> fetcher.bars(want("NOPE", OutputSize.COMPACT)));
        assertThat(nowhere.kind())
                .as("it may still be known when the first is back")
                .isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(nowhere).hasMessageContaining("NOPE.csv");
        assertThat(rig.run(() -> fetcher.company(Caller.READER, "KO")).provider())
                .isEqualTo("history");
    }

    @Test
    void goesOnWithTheNextProviderWhileRedisIsAway() {
        rig.redis.cut();
        Fetcher fetcher = fetcher(List.of("alphavantage", "history"), Path.of("unused"), "k");

        assertThat(rig.run(() -> fetcher.bars(want("IBM", OutputSize.COMPACT))).provider())
                .isEqualTo("history");
    }

    @ParameterizedTest
    @CsvSource({
        "2021-04-21, COMPACT, ",
        "2021-04-20, COMPACT, compact",
        "2020-12-01, COMPACT, compact",
        "2020-10-01, COMPACT, full",
        "2020-10-01, FULL, full"
    })
    void asksForNoMoreThanIsMissing(LocalDate last, OutputSize size, String asked) {
        Fetcher fetcher = fetcher(FakeAlphaVantage.config(provider.url(), 100), at(EVENING));

        Arrival arrival = rig.run(
                () -> fetcher.bars(new Want(Caller.job("j"), "IBM", size, Optional.of(last), Optional.of(last))));

        assertThat(provider.calls).hasSize(asked == null ? 0 : 1);
        assertThat(arrival.series().bars()).hasSize(asked == null ? 0 : asked.equals("full") ? 1259 : 100);
        assertThat(arrival.whole()).as("the history stays whole").isTrue();
    }

    @Test
    void asksForEverythingWhereTheStoreHasOnlyTheNewest() {
        Fetcher fetcher = fetcher(FakeAlphaVantage.config(provider.url(), 100), at(EVENING));
        Optional<LocalDate> last = Optional.of(LocalDate.of(2021, 4, 21));

        Arrival arrival =
                rig.run(() -> fetcher.bars(new Want(Caller.job("j"), "IBM", OutputSize.FULL, last, Optional.empty())));

        assertThat(arrival.series().bars()).hasSize(1259);
        assertThat(arrival.whole()).isTrue();
    }

    @Test
    void leavesOutADayThatStillTrades() {
        Fetcher fetcher =
                fetcher(FakeAlphaVantage.config(provider.url(), 100), at(Instant.parse("2021-04-21T18:00:00Z")));

        List<Bar> bars = rig.run(() -> fetcher.bars(want("IBM", OutputSize.COMPACT)))
                .series()
                .bars();

        assertThat(bars).hasSize(99);
        assertThat(Exchange.day(bars.get(98).startMicros())).isEqualTo(LocalDate.of(2021, 4, 20));
    }

    @Test
    void asksForWhatIsWantedWhereMoreIsNotOffered() {
        Fetcher fetcher = fetcher("k");
        provider.saysTo.put("k", "premium.json");
        Optional<LocalDate> longAgo = Optional.of(LocalDate.of(2015, 1, 2));

        Fault fault = fault(
                () -> fetcher.bars(new Want(Caller.job("j"), "IBM", OutputSize.COMPACT, longAgo, Optional.empty())));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.FORBIDDEN);
        assertThat(provider.calls).as("full, and then compact").hasSize(2);
    }

    @Test
    void asksForAllThatTheMarketTells() {
        Fetcher fetcher = fetcher("k");

        assertThat(rig.run(() -> fetcher.search("boeing")).value().get(0).symbol())
                .isEqualTo("BA");
        assertThat(rig.run(fetcher::markets).value()).hasSize(3);
        assertThat(rig.run(fetcher::movers).value().gainers()).hasSize(3);
        assertThat(rig.run(() -> fetcher.intraday("MSFT", Interval.ONE_MINUTE, OutputSize.COMPACT))
                        .value()
                        .bars())
                .hasSize(100);
        assertThat(witness.attempts)
                .extracting(Attempt::kind)
                .containsExactly("search", "market-status", "movers", "intraday");
    }

    @Test
    void saysThatNoProviderCanBeAskedThat() {
        Fetcher fetcher = fetcher(List.of("history"), Path.of("unused"), "k");

        assertThat(fault(fetcher::movers)).hasMessageContaining("history").hasMessageContaining("movers");
    }

    private static Want want(String symbol, OutputSize size) {
        return new Want(Caller.job("j"), symbol, size, Optional.empty(), Optional.empty());
    }

    private Fault fault(Supplier<? extends Future<?>> asking) {
        return catchThrowableOfType(
                Fault.class, () -> rig.run(() -> asking.get().mapEmpty()));
    }

    private Instant tomorrow() {
        return LocalDate.ofInstant(rig.node.clock().instant(), ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }

    private Node at(Instant time) {
        return new Node("test-1", "127.0.0.1", "test", Clock.fixed(time, ZoneOffset.UTC), rig.node.metrics());
    }

    private Fetcher fetcher(String... keys) {
        return fetcher(FakeAlphaVantage.config(provider.url(), 100, keys), rig.node);
    }

    private Fetcher fetcher(AlphaVantageConfig config, Node node) {
        return fetcher(rig.config("alphavantage", List.of("IBM"), config), node);
    }

    private Fetcher fetcher(List<String> providers, Path folder, String key) {
        AlphaVantageConfig alphavantage = FakeAlphaVantage.config(provider.url(), 100, key);
        return fetcher(rig.config(providers, List.of("IBM"), alphavantage, folder.toString()), rig.node);
    }

    private Fetcher fetcher(IngestConfig config, Node node) {
        var patience = new Patience(rig.vertx);
        return rig.run(() -> Future.succeededFuture(new Fetcher(
                config.inOrder(),
                config.fetching(),
                new Fetcher.Outside(
                        rig.vertx, node, new RedisLink(rig.vertx, rig.redisConfig()), witness, patience::until))));
    }
}
