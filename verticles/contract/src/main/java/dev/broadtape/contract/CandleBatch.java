package dev.broadtape.contract;

import java.util.List;

/**
 * Candles that have closed, or were corrected after that. The same candle may come again; of two with the same symbol, interval
 * and start the one with the greater revision holds.
 *
 * @param candles at most {@link #MAX_CANDLES}
 */
public record CandleBatch(int version, List<Candle> candles) {
    public static final int VERSION = 1;
    public static final int MAX_CANDLES = 500;

    public CandleBatch {
        candles = List.copyOf(candles);
    }

    public static CandleBatch of(List<Candle> candles) {
        return new CandleBatch(VERSION, candles);
    }
}
