package dev.broadtape.receiver.store;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.store.Minute.Print;
import java.math.BigInteger;

/** A minute that grows tick by tick. Nearly all turnovers fit a {@code long}, which makes it fast. For one thread. */
public final class MinuteSum {
    private Tick open;
    private Tick close;
    private long ticks = 1;
    private long volume;
    private long highE4;
    private long lowE4;
    private long smallTurnoverE4;
    private BigInteger turnoverE4 = BigInteger.ZERO;

    public MinuteSum(Tick first) {
        open = first;
        close = first;
        volume = first.size();
        highE4 = first.priceE4();
        lowE4 = first.priceE4();
        turn(first);
    }

    /** Adds a tick of the same symbol and minute. */
    public void add(Tick tick) {
        ticks++;
        volume = Minute.sum(volume, tick.size());
        highE4 = Math.max(highE4, tick.priceE4());
        lowE4 = Math.min(lowE4, tick.priceE4());
        turn(tick);
        if (before(tick, open)) {
            open = tick;
        }
        if (before(close, tick)) {
            close = tick;
        }
    }

    private static boolean before(Tick a, Tick b) {
        return a.timeMicros() != b.timeMicros()
                ? a.timeMicros() < b.timeMicros()
                : TickKey.of(a).compareTo(TickKey.of(b)) < 0;
    }

    private void turn(Tick tick) {
        long high = Math.multiplyHigh(tick.priceE4(), tick.size());
        long sum = smallTurnoverE4 + tick.priceE4() * tick.size();
        if (high == 0 && sum >= smallTurnoverE4) {
            smallTurnoverE4 = sum;
        } else {
            turnoverE4 = turnoverE4.add(Minute.of(tick).turnoverE4());
        }
    }

    public Minute minute() {
        return new Minute(
                Minute.start(open.timeMicros()),
                ticks,
                volume,
                turnoverE4.add(BigInteger.valueOf(smallTurnoverE4)),
                highE4,
                lowE4,
                Print.of(open),
                Print.of(close));
    }
}
