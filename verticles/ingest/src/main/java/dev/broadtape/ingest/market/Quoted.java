package dev.broadtape.ingest.market;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Prices;
import dev.broadtape.contract.Tick;
import dev.broadtape.ingest.calendar.TradingDays;
import dev.broadtape.ingest.provider.Quote;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.store.Coverage;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A price of a symbol, with where and when it is from.
 *
 * @param origin the provider's name; of the tape, how it makes its ticks
 * @param asOfMicros when it was so
 * @param changeE4 since the close of the day before, where that is known
 * @param volume of the day, where that is known
 */
record Quoted(
        String symbol,
        Source source,
        String origin,
        long asOfMicros,
        LocalDate day,
        long priceE4,
        Optional<Long> changeE4,
        Optional<Long> volume) {
    private static final int PERCENT_SCALE = 4;

    /** Who says so. */
    enum Source {
        PROVIDER,
        TAPE,
        CLOSE
    }

    static Quoted of(Coverage stored) {
        return new Quoted(
                stored.symbol(),
                Source.CLOSE,
                stored.provider(),
                Exchange.micros(TradingDays.closing(stored.last())),
                stored.last(),
                stored.closeE4(),
                stored.previousCloseE4().map(before -> stored.closeE4() - before),
                Optional.of(stored.volume()));
    }

    static Quoted of(Sourced<Quote> told) {
        Quote quote = told.value();
        return new Quoted(
                quote.symbol(),
                Source.PROVIDER,
                told.provider(),
                told.atMicros(),
                quote.day(),
                quote.priceE4(),
                quote.changeE4().or(() -> quote.previousCloseE4().map(before -> quote.priceE4() - before)),
                Optional.of(quote.volume()));
    }

    /** A tick's size is that of one trade, so the volume of the day is not known. */
    static Quoted of(Tick tick) {
        return new Quoted(
                tick.symbol(),
                Source.TAPE,
                tick.source().label(),
                tick.timeMicros(),
                Exchange.day(tick.timeMicros()),
                tick.priceE4(),
                Optional.of(tick.changeE4()),
                Optional.empty());
    }

    /** Ten-thousandths, either way; -1 where no change is known. */
    long movedE4() {
        return changeE4.map(Math::abs).orElse(-1L);
    }

    /** Rounded to four decimals; absent without a close before. */
    Optional<BigDecimal> changePercent() {
        return changeE4.filter(change -> priceE4 - change > 0)
                .map(change -> BigDecimal.valueOf(change)
                        .movePointRight(2)
                        .divide(BigDecimal.valueOf(priceE4 - change), PERCENT_SCALE, RoundingMode.HALF_UP));
    }

    JsonObject json(long nowMicros) {
        JsonObject json = new JsonObject().put("symbol", symbol).put("price", Prices.decimal(priceE4));
        changeE4.ifPresent(change ->
                json.put("change", Prices.decimal(change)).put("previous_close", Prices.decimal(priceE4 - change)));
        changePercent().ifPresent(percent -> json.put("change_percent", percent));
        volume.ifPresent(shares -> json.put("volume", shares));
        return json.put("source", source.name().toLowerCase(Locale.ROOT))
                .put("origin", origin)
                .put("trading_day", day.toString())
                .put("as_of", Exchange.instant(asOfMicros).toString())
                .put("age_seconds", age(asOfMicros, nowMicros));
    }

    /** Not below 0, since a tape may run ahead of the time. */
    static long age(long asOfMicros, long nowMicros) {
        return Math.max(0, TimeUnit.MICROSECONDS.toSeconds(nowMicros - asOfMicros));
    }
}
