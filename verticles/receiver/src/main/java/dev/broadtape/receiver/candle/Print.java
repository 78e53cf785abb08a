package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Tick;
import java.util.UUID;

/** A trade at the edge of a window. The order is that of the tick store: time, run, sequence. */
record Print(long timeMicros, UUID run, long sequence, long priceE4) implements Comparable<Print> {
    static Print of(Tick tick) {
        return new Print(tick.timeMicros(), tick.run(), tick.sequence(), tick.priceE4());
    }

    @Override
    public int compareTo(Print other) {
        int byTime = Long.compare(timeMicros, other.timeMicros);
        if (byTime != 0) {
            return byTime;
        }
        int byRun = compare(run, other.run);
        return byRun != 0 ? byRun : Long.compareUnsigned(sequence, other.sequence);
    }

    /** As the bytes of the keys compare, which {@link UUID#compareTo} does not. */
    private static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
