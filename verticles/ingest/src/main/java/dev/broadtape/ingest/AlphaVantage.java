package dev.broadtape.ingest;

import static dev.broadtape.contract.Fault.Kind.BAD_UPSTREAM;
import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;
import static dev.broadtape.contract.Fault.Kind.RATE_LIMITED;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Fault;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alpha Vantage's daily series and company overview. It answers 200 to everything, in changing words: an answer
 * without data that has an {@code Error Message}, or nothing at all, means that the call is wrong; any other
 * answer without data means that it was one call too many.
 */
final class AlphaVantage implements Provider {
    static final String NAME = "alphavantage";

    private static final String SERIES = "Time Series (Daily)";
    private static final String ERROR = "Error Message";
    private static final Map<String, String> COLUMNS =
            Map.of("open", "1. open", "high", "2. high", "low", "3. low", "close", "4. close", "volume", "5. volume");

    private final AlphaVantageConfig config;
    private final String apiKey;

    AlphaVantage(AlphaVantageConfig config) {
        this.config = config;
        this.apiKey = config.apiKey() == null ? "" : config.apiKey().reveal();
    }

    @Override
    public Source bars(String symbol, OutputSize size) {
        return query("TIME_SERIES_DAILY", symbol, "&outputsize=" + size.label());
    }

    @Override
    public List<Bar> readBars(String symbol, Buffer answer) {
        JsonObject body = json(answer);
        if (!(body.getValue(SERIES) instanceof JsonObject series)) {
            throw noData(symbol, body);
        }
        return DailyBars.inOrder(
                symbol,
                series.fieldNames().stream().map(day -> bar(day, series)).toList());
    }

    @Override
    public Source company(String symbol) {
        return query("OVERVIEW", symbol, "");
    }

    @Override
    public Company readCompany(String symbol, Buffer answer) {
        JsonObject body = json(answer);
        String name = text(body, "Name").orElseThrow(() -> noData(symbol, body));
        return new Company(
                symbol,
                name,
                text(body, "Exchange"),
                text(body, "Currency"),
                text(body, "Country"),
                text(body, "Sector"),
                text(body, "Industry"));
    }

    @Override
    public Optional<Limits> limits() {
        return Optional.of(new Limits(config.perSecond(), config.perDay()));
    }

    private Source query(String function, String symbol, String more) {
        return new Source.Get(
                config.baseUrl(),
                new Secret("/query?function=%s&symbol=%s%s&apikey=%s"
                        .formatted(function, encoded(symbol), more, encoded(apiKey))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Bar bar(String day, JsonObject series) {
        if (!(series.getValue(day) instanceof JsonObject row)) {
            throw Fault.of(BAD_UPSTREAM, "Alpha Vantage sent no bar for '%s'".formatted(day));
        }
        return DailyBars.bar(
                day,
                column -> text(row, COLUMNS.getOrDefault(column, column))
                        .orElseThrow(() -> Fault.invalid("it has no " + column)));
    }

    /** The provider's own words are passed on, without our key, which it likes to repeat. */
    private Fault noData(String symbol, JsonObject body) {
        Fault.Kind kind = body.isEmpty() || body.containsKey(ERROR) ? NOT_FOUND : RATE_LIMITED;
        String words = body.stream()
                .map(field -> String.valueOf(field.getValue()))
                .findFirst()
                .orElse("an empty answer");
        String masked = apiKey.isEmpty() ? words : words.replace(apiKey, "***");
        return Fault.of(kind, "Alpha Vantage has no data for %s: %s".formatted(symbol, shortened(masked)));
    }

    private static String shortened(String words) {
        return words.length() <= 300 ? words : words.substring(0, 300) + "…";
    }

    private static JsonObject json(Buffer answer) {
        try {
            return answer.toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw Fault.of(BAD_UPSTREAM, "Alpha Vantage sent no JSON object");
        }
    }

    private static Optional<String> text(JsonObject body, String field) {
        return Optional.ofNullable(body.getValue(field))
                .map(String::valueOf)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equals("None"));
    }
}
