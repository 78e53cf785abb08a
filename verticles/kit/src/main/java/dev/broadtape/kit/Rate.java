package dev.broadtape.kit;

import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a total grows, over the last few samples. Sampled on one context, read on any thread. */
public final class Rate {
    /** Six samples a second apart span five seconds. */
    private static final int SAMPLES = 6;

    private record Sample(long micros, long total) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile long perSecond;

    public void sample(long nowMicros, long total) {
        samples.addLast(new Sample(nowMicros, total));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        long micros = nowMicros - first.micros();
        perSecond = micros <= 0 ? 0 : (total - first.total()) * 1_000_000 / micros;
    }

    public long perSecond() {
        return perSecond;
    }
}
