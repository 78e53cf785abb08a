package dev.broadtape.ingest.provider;

import dev.broadtape.contract.Prices;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What Alpha Vantage says of companies, quotes and symbols; what it gives as CSV too is read from both. */
final class AlphaVantageSymbols {
    private AlphaVantageSymbols() {}

    static Company company(String symbol, Buffer answer) {
        JsonObject body = AlphaVantageAnswer.object(answer);
        String name =
                AlphaVantageAnswer.text(body.getValue("Name")).orElseThrow(() -> AlphaVantageAnswer.refusal(body));
        Function<String, Optional<String>> field = key -> AlphaVantageAnswer.text(body.getValue(key));
        return new Company(
                symbol,
                name,
                field.apply("Exchange"),
                field.apply("Currency"),
                field.apply("Country"),
                field.apply("Sector"),
                field.apply("Industry"));
    }

    static Quote quote(String symbol, Buffer answer) {
        if (!AlphaVantageAnswer.json(answer)) {
            return quote(symbol, Table.of(answer).single());
        }
        JsonObject body = AlphaVantageAnswer.object(answer);
        if (!(body.getValue("Global Quote") instanceof JsonObject quote) || quote.isEmpty()) {
            throw AlphaVantageAnswer.refusal(body);
        }
        return quote(symbol, AlphaVantageAnswer.columns(quote));
    }

    private static Quote quote(String symbol, Function<String, Optional<String>> columns) {
        return Rows.read(
                "quote of " + symbol,
                () -> new Quote(
                        symbol,
                        Rows.priceE4(columns, "open"),
                        Rows.priceE4(columns, "high"),
                        Rows.priceE4(columns, "low"),
                        Rows.priceE4(columns, "price"),
                        Columns.whole(Rows.required(columns, "volume")),
                        LocalDate.parse(columns.apply("latest trading day")
                                .orElseGet(() -> Rows.required(columns, "latestday"))),
                        columns.apply("previous close")
                                .or(() -> columns.apply("previousclose"))
                                .map(Prices::parseE4),
                        columns.apply("change").map(Prices::parseE4),
                        columns.apply("change percent")
                                .or(() -> columns.apply("changepercent"))
                                .map(Rows::percent)));
    }

    static List<Match> matches(Buffer answer) {
        if (!AlphaVantageAnswer.json(answer)) {
            return Table.of(answer).rows().stream()
                    .map(AlphaVantageSymbols::match)
                    .toList();
        }
        JsonObject body = AlphaVantageAnswer.object(answer);
        return Rows.rows(body, "bestMatches").map(AlphaVantageSymbols::match).toList();
    }

    private static Match match(Function<String, Optional<String>> columns) {
        return Rows.read(
                "match",
                () -> new Match(
                        Rows.required(columns, "symbol"),
                        columns.apply("name").orElse(""),
                        columns.apply("type").orElse(""),
                        columns.apply("region").orElse(""),
                        columns.apply("currency").orElse(""),
                        new BigDecimal(columns.apply("matchscore").orElse("0"))));
    }
}
