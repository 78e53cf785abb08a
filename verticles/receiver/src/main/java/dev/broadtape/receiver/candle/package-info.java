/**
 * Candles of every interval, made from the ticks as these are written, and what is read off them: movers and indicators.
 *
 * <p>A candle equals what the ticks of its window in the tick store add up to. Ta4j is imported nowhere else.
 */
@NullMarked
package dev.broadtape.receiver.candle;

import org.jspecify.annotations.NullMarked;
