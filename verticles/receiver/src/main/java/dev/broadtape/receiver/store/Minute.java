package dev.broadtape.receiver.store;

import dev.broadtape.contract.Tick;
import java.math.BigInteger;

/**
 * All ticks of a symbol in one minute of the tape's time, added up.
 *
 * @param startMicros a whole minute
 * @param ticks how many
 * @param volume shares; stays at {@link Long#MAX_VALUE} once it gets there
 * @param turnoverE4 the sum of price and shares of each tick multiplied
 * @param open the first tick
 * @param close the last tick
 */
public record Minute(
        long startMicros,
        long ticks,
        long volume,
        BigInteger turnoverE4,
        long highE4,
        long lowE4,
        Print open,
        Print close) {
    /** How long it is. */
    public static final long MICROS = 60_000_000;

    /** A price and its place among all ticks. */
    public record Print(TickKey place, long priceE4) {
        static Print of(Tick tick) {
            return new Print(TickKey.of(tick), tick.priceE4());
        }
    }

    static Minute of(Tick tick) {
        BigInteger turnoverE4 = BigInteger.valueOf(tick.priceE4()).multiply(BigInteger.valueOf(tick.size()));
        Print print = Print.of(tick);
        return new Minute(
                start(tick.timeMicros()), 1, tick.size(), turnoverE4, tick.priceE4(), tick.priceE4(), print, print);
    }

    /** The minute that a time is in begins here. */
    public static long start(long timeMicros) {
        return timeMicros - Math.floorMod(timeMicros, MICROS);
    }

    /** Both together; of the earlier one the beginning. */
    public Minute plus(Minute other) {
        return new Minute(
                Math.min(startMicros, other.startMicros),
                ticks + other.ticks,
                sum(volume, other.volume),
                turnoverE4.add(other.turnoverE4),
                Math.max(highE4, other.highE4),
                Math.min(lowE4, other.lowE4),
                open.place().compareTo(other.open.place()) <= 0 ? open : other.open,
                close.place().compareTo(other.close.place()) >= 0 ? close : other.close);
    }

    static long sum(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
    }
}
