package dev.broadtape.ingest.market;

import dev.broadtape.contract.Exchange;
import dev.broadtape.ingest.calendar.Session;
import dev.broadtape.ingest.calendar.TradingDays;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** What the calendar of the New York exchange says of a moment. */
final class ExchangeStatus {
    private ExchangeStatus() {}

    static JsonObject at(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, Exchange.ZONE);
        Session session = TradingDays.session(now);
        JsonObject status = new JsonObject()
                .put("exchange", "XNYS")
                .put("session", session.label())
                .put("is_open", session == Session.OPEN)
                .put("date", day.toString())
                .put("is_trading_day", TradingDays.trades(day))
                .put("is_half_day", TradingDays.half(day))
                .put("next_opening", TradingDays.nextOpening(now).toString())
                .put(
                        "last_trading_day",
                        TradingDays.lastClosed(now, Duration.ZERO).toString())
                .put("source", "calendar")
                .put("as_of", now.toString());
        if (TradingDays.trades(day)) {
            status.put(
                            "opens_at",
                            day.atTime(TradingDays.OPENS)
                                    .atZone(Exchange.ZONE)
                                    .toInstant()
                                    .toString())
                    .put("closes_at", TradingDays.closing(day).toString());
        }
        return status;
    }
}
