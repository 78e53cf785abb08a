package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Interval;
import dev.broadtape.contract.Prices;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DecimalNum;
import org.ta4j.core.num.Num;

/**
 * {@code GET /api/v1/stream/indicators/{symbol}}: an indicator over the newest candles, oldest first. Computed in decimals and
 * rounded half up to four; a window without a trade has no candle and does not count.
 */
final class IndicatorHandler implements Handler<RoutingContext> {
    private static final int USUAL_PERIOD = 20;
    private static final int MAX_PERIOD = 500;
    private static final int DECIMALS = 4;
    /** An exponential average remembers; after so many periods what came before makes no difference in four decimals. */
    private static final int WARM_UP_PERIODS = 5;

    private final Supplier<Books> books;
    private final Reading reading;

    /** What is asked for. */
    private record Question(String symbol, Interval interval, Indicator indicator, int period, int limit) {
        int candles() {
            return limit + period * WARM_UP_PERIODS;
        }
    }

    IndicatorHandler(Supplier<Books> books, Reading reading) {
        this.books = books;
        this.reading = reading;
    }

    @Override
    public void handle(RoutingContext request) {
        var question = new Question(
                Params.symbol(request),
                CandleRoutes.interval(request),
                indicator(request),
                period(request),
                Params.limit(request, CandleRoutes.USUAL, CandleRoutes.MOST));
        var stretch = new Stretch(Long.MIN_VALUE, Long.MAX_VALUE, question.candles());
        reading.read(store ->
                        answer(question, books.get().newest(store, question.symbol(), question.interval(), stretch)))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    private static Indicator indicator(RoutingContext request) {
        String label = Params.query(request, "indicator").orElse(Indicator.SMA.label());
        return Indicator.labelled(label)
                .orElseThrow(() ->
                        new BadField("indicator", "must be one of %s, not '%s'".formatted(Indicator.labels(), label)));
    }

    private static int period(RoutingContext request) {
        String text = Params.query(request, "period").orElse(Integer.toString(USUAL_PERIOD));
        try {
            int period = Integer.parseInt(text);
            if (period >= 2 && period <= MAX_PERIOD) {
                return period;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new BadField("period", "must be a whole number from 2 to %d, not '%s'".formatted(MAX_PERIOD, text));
    }

    private static JsonObject answer(Question question, List<Kept> newestFirst) {
        List<Kept> candles = new ArrayList<>(newestFirst);
        Collections.reverse(candles);
        var close = new ClosePriceIndicator(series(candles));
        Map<String, org.ta4j.core.Indicator<Num>> lines = question.indicator().over(close, question.period());
        var values = new ArrayList<JsonObject>();
        int first = Math.max(question.period() - 1, candles.size() - question.limit());
        for (int i = first; i < candles.size(); i++) {
            values.add(value(candles.get(i), lines, i));
        }
        return new JsonObject()
                .put("symbol", question.symbol())
                .put("interval", question.interval().label())
                .put("indicator", question.indicator().label())
                .put("period", question.period())
                .mergeIn(Answers.list("values", values));
    }

    private static BarSeries series(List<Kept> candles) {
        BarSeries series =
                new BaseBarSeriesBuilder().withNumTypeOf(DecimalNum.class).build();
        for (Kept kept : candles) {
            long end = kept.window().endMicros();
            series.addBar(
                    Duration.ofNanos((end - kept.window().startMicros()) * 1_000),
                    Exchange.instant(end).atZone(ZoneOffset.UTC),
                    decimal(kept.sum().first().priceE4()),
                    decimal(kept.sum().highE4()),
                    decimal(kept.sum().lowE4()),
                    decimal(kept.sum().last().priceE4()),
                    DecimalNum.valueOf(kept.sum().volume()));
        }
        return series;
    }

    private static Num decimal(long priceE4) {
        return DecimalNum.valueOf(Prices.decimal(priceE4));
    }

    private static JsonObject value(Kept kept, Map<String, org.ta4j.core.Indicator<Num>> lines, int index) {
        var json = new JsonObject()
                .put("time", Exchange.instant(kept.window().startMicros()).toString());
        lines.forEach((name, line) -> json.put(name, rounded(line.getValue(index))));
        return json;
    }

    private static BigDecimal rounded(Num value) {
        BigDecimal exact = ((DecimalNum) value).getDelegate();
        return Prices.decimal(
                exact.setScale(DECIMALS, RoundingMode.HALF_UP).unscaledValue().longValue());
    }
}
