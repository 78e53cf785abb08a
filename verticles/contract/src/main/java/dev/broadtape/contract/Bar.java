package dev.broadtape.contract;

/**
 * Open, high, low, close and volume over an interval.
 *
 * @param startMicros when the interval begins; a day begins at midnight in {@link Exchange#ZONE}
 */
public record Bar(long startMicros, long openE4, long highE4, long lowE4, long closeE4, long volume) {}
