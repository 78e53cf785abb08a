package dev.broadtape.dashboard;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Prices;
import dev.broadtape.contract.Tick;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * The last tick of a symbol and what traded in its day.
 *
 * @param volume shares of the day so far, as far as heard
 * @param dayStartMicros the first moment of the exchange day that {@code volume} is of
 * @param dayEndMicros the first moment after it
 */
record Quote(Tick last, long volume, long dayStartMicros, long dayEndMicros) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_DECIMALS = 4;

    static Quote first(Tick tick) {
        LocalDate day = Exchange.day(tick.timeMicros());
        return new Quote(tick, tick.size(), Exchange.startOfDayMicros(day), Exchange.startOfDayMicros(day.plusDays(1)));
    }

    /** Whether {@code tick} is one that we have heard already: within a run, sequences only grow. */
    boolean repeats(Tick tick) {
        return tick.run().equals(last.run()) && tick.sequence() <= last.sequence();
    }

    Quote next(Tick tick) {
        boolean sameDay = tick.timeMicros() >= dayStartMicros && tick.timeMicros() < dayEndMicros;
        return sameDay ? new Quote(tick, volume + tick.size(), dayStartMicros, dayEndMicros) : first(tick);
    }

    JsonObject json() {
        return new JsonObject()
                .put("symbol", last.symbol())
                .put("price", Prices.decimal(last.priceE4()))
                .put("bid", Prices.decimal(last.bidE4()))
                .put("ask", Prices.decimal(last.askE4()))
                .put("change", Prices.decimal(last.changeE4()))
                .put("changePercent", changePercent())
                .put("volume", volume)
                .put("time", Exchange.instant(last.timeMicros()).toString())
                .put("sequence", last.sequence())
                .put("source", last.source().label());
    }

    /** Of the close of the day before; 0 where that is no price to divide by. */
    BigDecimal changePercent() {
        long closeE4 = last.priceE4() - last.changeE4();
        if (closeE4 <= 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal percent = BigDecimal.valueOf(last.changeE4())
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(closeE4), PERCENT_DECIMALS, RoundingMode.HALF_UP);
        return Prices.decimal(percent.unscaledValue().longValueExact());
    }
}
