package dev.broadtape.contract;

/**
 * A bar that was made from ticks.
 *
 * @param startMicros when the interval begins, on the tape's clock
 * @param ticks how many trades it holds; a window without any has no candle
 * @param vwapE4 average price, weighted by volume and rounded half up; the close when there was no volume
 * @param revision 0 as long as it is open; 1 when it closes, and one more for each correction by a late tick
 */
public record Candle(
        String symbol,
        Interval interval,
        long startMicros,
        long openE4,
        long highE4,
        long lowE4,
        long closeE4,
        long volume,
        long ticks,
        long vwapE4,
        int revision) {}
