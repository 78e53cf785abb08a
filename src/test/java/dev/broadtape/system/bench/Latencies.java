package dev.broadtape.system.bench;

import org.HdrHistogram.Histogram;

/** How long ticks took, in microseconds. */
record Latencies(Histogram micros) {
    @Override
    public String toString() {
        return "p50 %s, p99 %s, p99.9 %s, max %s ms of %,d ticks"
                .formatted(
                        millis(micros.getValueAtPercentile(50)),
                        millis(micros.getValueAtPercentile(99)),
                        millis(micros.getValueAtPercentile(99.9)),
                        millis(micros.getMaxValue()),
                        micros.getTotalCount());
    }

    private static String millis(long micros) {
        return "%.0f".formatted(micros / 1e3);
    }
}
