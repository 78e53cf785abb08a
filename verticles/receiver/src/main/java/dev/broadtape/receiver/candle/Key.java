package dev.broadtape.receiver.candle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.broadtape.contract.Interval;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The keys of our rows. Numbers are big-endian; the sign bit of the time is flipped, so that times before 1970 come first.
 *
 * <pre>
 *  kind  symbol  0x00  interval  startMicros
 *   1     1-12     1      1          8        bytes
 * </pre>
 */
enum Key {
    /** A {@link Kept}. */
    CANDLE(0x10),
    /** A minute whose candles may be less than its ticks. */
    DIRTY(0x11),
    /** A window that has not closed. */
    OPEN(0x12),
    /** A candle that is still to be told; the value is its revision. */
    DUE(0x13),
    /** A symbol all of whose ticks were taken into account; without interval and time. */
    BUILT(0x14);

    private final byte kind;

    Key(int kind) {
        this.kind = (byte) kind;
    }

    byte[] of(Window window) {
        return of(window.symbol(), window.interval(), window.startMicros());
    }

    byte[] of(String symbol, Interval interval, long startMicros) {
        return ByteBuffer.allocate(1 + symbol.length() + 1 + 1 + 8)
                .put(kind)
                .put(symbol.getBytes(US_ASCII))
                .put((byte) 0)
                .put((byte) interval.code())
                .putLong(startMicros ^ Long.MIN_VALUE)
                .array();
    }

    byte[] of(String symbol) {
        return ByteBuffer.allocate(1 + symbol.length())
                .put(kind)
                .put(symbol.getBytes(US_ASCII))
                .array();
    }

    /** Not above any key of this kind. */
    byte[] first() {
        return new byte[] {kind};
    }

    /** Above all keys of this kind. */
    byte[] end() {
        return new byte[] {(byte) (kind + 1)};
    }

    static Window window(byte[] key) {
        int zero = key.length - 8 - 1 - 1;
        ByteBuffer tail = ByteBuffer.wrap(key, zero + 1, 1 + 8);
        return new Window(
                new String(Arrays.copyOfRange(key, 1, zero), US_ASCII),
                Interval.of(tail.get()),
                tail.getLong() ^ Long.MIN_VALUE);
    }

    static String symbol(byte[] key) {
        return new String(Arrays.copyOfRange(key, 1, key.length), US_ASCII);
    }
}
