package dev.broadtape.receiver.candle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Price times size, added up exactly: 128 bits in two halves, the lower one unsigned. For one thread. */
final class Turnover {
    private long high;
    private long low;

    Turnover() {}

    Turnover(long high, long low) {
        this.high = high;
        this.low = low;
    }

    void add(long priceE4, long size) {
        carry(Math.multiplyHigh(priceE4, size), priceE4 * size);
    }

    void add(Turnover other) {
        carry(other.high, other.low);
    }

    private void carry(long addedHigh, long addedLow) {
        low += addedLow;
        boolean over = Long.compareUnsigned(low, addedLow) < 0;
        high += addedHigh + (over ? 1 : 0);
    }

    /** The average price, rounded half up; {@code otherwise} when nothing was traded. */
    long average(long volume, long otherwise) {
        if (volume <= 0) {
            return otherwise;
        }
        var sum = BigInteger.valueOf(high).shiftLeft(Long.SIZE).or(unsigned(low));
        return new BigDecimal(sum)
                .divide(BigDecimal.valueOf(volume), 0, RoundingMode.HALF_UP)
                .longValue();
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits & Long.MAX_VALUE);
        return bits < 0 ? value.setBit(Long.SIZE - 1) : value;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }
}
