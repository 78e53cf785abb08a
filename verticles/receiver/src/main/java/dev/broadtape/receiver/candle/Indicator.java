package dev.broadtape.receiver.candle;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.Num;

/** What can be computed over the closes of candles, by ta4j. */
enum Indicator {
    /** Simple moving average. */
    SMA((close, period) -> single(new SMAIndicator(close, period))),
    /** Exponential moving average. */
    EMA((close, period) -> single(new EMAIndicator(close, period))),
    /** Relative strength, smoothed as Wilder does. */
    RSI((close, period) -> single(new RSIIndicator(close, period))),
    /** Two standard deviations of the population around the simple moving average. */
    BOLLINGER(Indicator::bands);

    private final BiFunction<ClosePriceIndicator, Integer, Map<String, org.ta4j.core.Indicator<Num>>> lines;

    Indicator(BiFunction<ClosePriceIndicator, Integer, Map<String, org.ta4j.core.Indicator<Num>>> lines) {
        this.lines = lines;
    }

    private static Map<String, org.ta4j.core.Indicator<Num>> single(org.ta4j.core.Indicator<Num> line) {
        return Map.of("value", line);
    }

    private static Map<String, org.ta4j.core.Indicator<Num>> bands(ClosePriceIndicator close, int period) {
        var middle = new BollingerBandsMiddleIndicator(new SMAIndicator(close, period));
        var deviation = new StandardDeviationIndicator(close, period);
        Map<String, org.ta4j.core.Indicator<Num>> bands = new LinkedHashMap<>();
        bands.put("lower", new BollingerBandsLowerIndicator(middle, deviation));
        bands.put("middle", middle);
        bands.put("upper", new BollingerBandsUpperIndicator(middle, deviation));
        return bands;
    }

    Map<String, org.ta4j.core.Indicator<Num>> over(ClosePriceIndicator close, int period) {
        return lines.apply(close, period);
    }

    /** As in requests: {@code sma}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Indicator> labelled(String label) {
        return Arrays.stream(values())
                .filter(indicator -> indicator.label().equals(label))
                .findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(Indicator::label).collect(Collectors.joining(", "));
    }
}
