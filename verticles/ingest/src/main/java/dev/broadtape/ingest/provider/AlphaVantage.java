package dev.broadtape.ingest.provider;

import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Alpha Vantage. Each of its functions is one path with other parameters; whichever form is asked for, the answer is
 * read by what it is, since a refusal is JSON even where CSV was wanted.
 */
final class AlphaVantage implements Provider {
    static final String NAME = "alphavantage";

    private static final Duration A_WHILE = Duration.ofMinutes(15);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration A_DAY = Duration.ofDays(1);

    private final AlphaVantageConfig config;
    private final String form;

    AlphaVantage(AlphaVantageConfig config) {
        this.config = config;
        this.form = config.csv() ? "&datatype=csv" : "";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Question<Series> bars(String symbol, OutputSize size) {
        String function = config.adjusted() ? "TIME_SERIES_DAILY_ADJUSTED" : "TIME_SERIES_DAILY";
        return new Question<>(
                "bars",
                symbol,
                query("%s&symbol=%s&outputsize=%s%s".formatted(function, encoded(symbol), size.label(), form)),
                () -> Reader.whole(answer -> AlphaVantageSeries.daily(symbol, size, answer)),
                series -> series.bars().size(),
                A_WHILE);
    }

    @Override
    public Optional<Question<Series>> intraday(String symbol, Interval interval, OutputSize size) {
        String what = "TIME_SERIES_INTRADAY&symbol=%s&interval=%s&outputsize=%s%s"
                .formatted(encoded(symbol), interval.label(), size.label(), form);
        return Optional.of(new Question<>(
                "intraday",
                symbol,
                query(what),
                () -> Reader.whole(answer -> AlphaVantageSeries.intraday(symbol, answer)),
                series -> series.bars().size(),
                A_MINUTE));
    }

    @Override
    public Optional<Question<Company>> company(String symbol) {
        return single("company", symbol, "OVERVIEW&symbol=", AlphaVantageSymbols::company, AN_HOUR);
    }

    @Override
    public Optional<Question<Quote>> quote(String symbol) {
        return single("quote", symbol, "GLOBAL_QUOTE" + form + "&symbol=", AlphaVantageSymbols::quote, A_MINUTE);
    }

    @Override
    public Optional<Question<List<Match>>> search(String words) {
        return list(
                "search", words, "SYMBOL_SEARCH" + form + "&keywords=" + encoded(words), AlphaVantageSymbols::matches);
    }

    @Override
    public Optional<Question<List<MarketHours>>> markets() {
        return list("market-status", "", "MARKET_STATUS", AlphaVantageMarket::markets)
                .map(question -> kept(question, A_MINUTE));
    }

    @Override
    public Optional<Question<Movers>> movers() {
        return Optional.of(new Question<>(
                "movers",
                "",
                query("TOP_GAINERS_LOSERS"),
                () -> Reader.whole(AlphaVantageMarket::movers),
                movers -> movers.gainers().size()
                        + movers.losers().size()
                        + movers.active().size(),
                AN_HOUR));
    }

    @Override
    public Optional<Limits> limits() {
        return Optional.of(new Limits(config.perSecond(), config.perDay(), config.keys()));
    }

    /** Reads an answer about a symbol. */
    private interface About<T> {
        T read(String symbol, Buffer answer);
    }

    private <T> Optional<Question<T>> single(String kind, String symbol, String what, About<T> about, Duration keep) {
        return Optional.of(new Question<>(
                kind,
                symbol,
                query(what + encoded(symbol)),
                () -> Reader.whole(answer -> about.read(symbol, answer)),
                found -> 1,
                keep));
    }

    private <T> Optional<Question<List<T>>> list(
            String kind, String about, String what, Function<Buffer, List<T>> read) {
        return Optional.of(new Question<>(kind, about, query(what), () -> Reader.whole(read), List::size, A_DAY));
    }

    private static <T> Question<T> kept(Question<T> question, Duration keep) {
        return new Question<>(
                question.kind(), question.about(), question.source(), question.reader(), question.items(), keep);
    }

    private Source query(String function) {
        return new Source.Get(config.baseUrl(), "/query?function=" + function, Optional.of("apikey"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
