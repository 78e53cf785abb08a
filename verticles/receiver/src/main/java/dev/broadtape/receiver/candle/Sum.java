package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Tick;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What ticks of one symbol add up to, in whatever order they are added. As a row, big-endian:
 *
 * <pre>
 *  first                            last  highE4  lowE4  volume  ticks  turnover
 *  timeMicros run sequence priceE4
 *  8          16  8        8        40    8       8      8       8      16        bytes
 * </pre>
 *
 * <p>For one thread.
 */
final class Sum {
    static final int LENGTH = 2 * 40 + 4 * 8 + 16;

    private Print first;
    private Print last;
    private long highE4;
    private long lowE4;
    private long volume;
    private long ticks;
    private final Turnover turnover;

    private Sum(Print first, Print last, long highE4, long lowE4, long volume, long ticks, Turnover turnover) {
        this.first = first;
        this.last = last;
        this.highE4 = highE4;
        this.lowE4 = lowE4;
        this.volume = volume;
        this.ticks = ticks;
        this.turnover = turnover;
    }

    static Sum of(Tick tick) {
        Print print = Print.of(tick);
        var turnover = new Turnover();
        turnover.add(tick.priceE4(), tick.size());
        return new Sum(print, print, tick.priceE4(), tick.priceE4(), tick.size(), 1, turnover);
    }

    Sum copy() {
        return new Sum(first, last, highE4, lowE4, volume, ticks, new Turnover(turnover.high(), turnover.low()));
    }

    void add(Tick tick) {
        span(Print.of(tick));
        highE4 = Math.max(highE4, tick.priceE4());
        lowE4 = Math.min(lowE4, tick.priceE4());
        volume += tick.size();
        ticks++;
        turnover.add(tick.priceE4(), tick.size());
    }

    void add(Sum other) {
        span(other.first);
        span(other.last);
        highE4 = Math.max(highE4, other.highE4);
        lowE4 = Math.min(lowE4, other.lowE4);
        volume += other.volume;
        ticks += other.ticks;
        turnover.add(other.turnover);
    }

    private void span(Print print) {
        if (print.compareTo(first) < 0) {
            first = print;
        }
        if (print.compareTo(last) > 0) {
            last = print;
        }
    }

    void write(ByteBuffer to) {
        write(first, to);
        write(last, to);
        to.putLong(highE4).putLong(lowE4).putLong(volume).putLong(ticks);
        to.putLong(turnover.high()).putLong(turnover.low());
    }

    private static void write(Print print, ByteBuffer to) {
        to.putLong(print.timeMicros())
                .putLong(print.run().getMostSignificantBits())
                .putLong(print.run().getLeastSignificantBits())
                .putLong(print.sequence())
                .putLong(print.priceE4());
    }

    static Sum read(ByteBuffer from) {
        return new Sum(
                print(from),
                print(from),
                from.getLong(),
                from.getLong(),
                from.getLong(),
                from.getLong(),
                new Turnover(from.getLong(), from.getLong()));
    }

    private static Print print(ByteBuffer from) {
        return new Print(from.getLong(), new UUID(from.getLong(), from.getLong()), from.getLong(), from.getLong());
    }

    Print first() {
        return first;
    }

    Print last() {
        return last;
    }

    long highE4() {
        return highE4;
    }

    long lowE4() {
        return lowE4;
    }

    long volume() {
        return volume;
    }

    long ticks() {
        return ticks;
    }

    Turnover turnover() {
        return turnover;
    }

    long vwapE4() {
        return turnover.average(volume, last.priceE4());
    }
}
