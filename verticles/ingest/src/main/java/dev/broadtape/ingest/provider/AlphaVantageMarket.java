package dev.broadtape.ingest.provider;

import dev.broadtape.contract.Exchange;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What Alpha Vantage says of the market as a whole. */
final class AlphaVantageMarket {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private AlphaVantageMarket() {}

    static List<MarketHours> markets(Buffer answer) {
        return Rows.rows(AlphaVantageAnswer.object(answer), "markets")
                .map(AlphaVantageMarket::hours)
                .toList();
    }

    private static MarketHours hours(Function<String, Optional<String>> columns) {
        return Rows.read(
                "market",
                () -> new MarketHours(
                        Rows.required(columns, "market type"),
                        Rows.required(columns, "region"),
                        columns.apply("primary exchanges").orElse(""),
                        LocalTime.parse(Rows.required(columns, "local open")),
                        LocalTime.parse(Rows.required(columns, "local close")),
                        Rows.required(columns, "current status").equalsIgnoreCase("open"),
                        columns.apply("notes").orElse("")));
    }

    static Movers movers(Buffer answer) {
        JsonObject body = AlphaVantageAnswer.object(answer);
        return new Movers(
                asOf(body),
                Rows.rows(body, "top_gainers").map(AlphaVantageMarket::mover).toList(),
                Rows.rows(body, "top_losers").map(AlphaVantageMarket::mover).toList(),
                Rows.rows(body, "most_actively_traded")
                        .map(AlphaVantageMarket::mover)
                        .toList());
    }

    private static Movers.Mover mover(Function<String, Optional<String>> columns) {
        return Rows.read(
                "mover",
                () -> new Movers.Mover(
                        Rows.required(columns, "ticker"),
                        Rows.priceE4(columns, "price"),
                        Rows.priceE4(columns, "change amount"),
                        Rows.percent(Rows.required(columns, "change percentage")),
                        Columns.whole(Rows.required(columns, "volume"))));
    }

    /** {@code "2024-01-10 16:15:57 US/Eastern"}. */
    private static long asOf(JsonObject body) {
        String written = AlphaVantageAnswer.text(body.getValue("last_updated"))
                .orElseThrow(() -> AlphaVantageAnswer.refusal(body));
        int zone = written.lastIndexOf(' ');
        return Rows.read(
                "time",
                () -> Exchange.micros(LocalDateTime.parse(written.substring(0, zone), TIME)
                        .atZone(ZoneId.of(written.substring(zone + 1)))
                        .toInstant()));
    }
}
