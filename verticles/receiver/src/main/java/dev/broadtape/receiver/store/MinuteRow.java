package dev.broadtape.receiver.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.store.Minute.Print;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * A minute of a symbol in one run, as key and value. Unsigned byte order of keys is the order of symbol, minute, run; they
 * are below the keys of all ticks.
 *
 * <pre>
 *  key    0x01  symbol  0x00  startMicros  run
 *           1    1-12     1        8        16    bytes
 *
 *  value  ticks  volume  highE4  lowE4  open: timeMicros  sequence  priceE4  close: the same  turnoverE4
 *            8      8       8      8               8         8         8            24           1-    bytes
 * </pre>
 */
record MinuteRow(String symbol, long startMicros, UUID run) {
    static final byte MARK = 1;

    private static final int NUMBERS = 10 * 8;

    static MinuteRow of(Tick tick) {
        return new MinuteRow(tick.symbol(), Minute.start(tick.timeMicros()), tick.run());
    }

    byte[] key() {
        return ByteBuffer.allocate(symbol.length() + 2 + 8 + 16)
                .put(from(symbol, startMicros))
                .putLong(run.getMostSignificantBits())
                .putLong(run.getLeastSignificantBits())
                .array();
    }

    /** Not above any minute of {@code symbol} that begins at {@code startMicros} or later, and above all before. */
    static byte[] from(String symbol, long startMicros) {
        return ByteBuffer.allocate(symbol.length() + 2 + 8)
                .put(MARK)
                .put(symbol.getBytes(US_ASCII))
                .put((byte) 0)
                .putLong(startMicros ^ Long.MIN_VALUE)
                .array();
    }

    static MinuteRow of(byte[] key) {
        ByteBuffer tail = ByteBuffer.wrap(key, key.length - 24, 24);
        return new MinuteRow(
                new String(key, 1, key.length - 26, US_ASCII),
                tail.getLong() ^ Long.MIN_VALUE,
                new UUID(tail.getLong(), tail.getLong()));
    }

    static byte[] value(Minute minute) {
        byte[] turnoverE4 = minute.turnoverE4().toByteArray();
        ByteBuffer value = ByteBuffer.allocate(NUMBERS + turnoverE4.length)
                .putLong(minute.ticks())
                .putLong(minute.volume())
                .putLong(minute.highE4())
                .putLong(minute.lowE4());
        put(value, minute.open());
        put(value, minute.close());
        return value.put(turnoverE4).array();
    }

    private static void put(ByteBuffer value, Print print) {
        value.putLong(print.place().timeMicros())
                .putLong(print.place().sequence())
                .putLong(print.priceE4());
    }

    Minute minute(byte[] value) {
        ByteBuffer numbers = ByteBuffer.wrap(value);
        return new Minute(
                startMicros,
                numbers.getLong(),
                numbers.getLong(),
                new BigInteger(value, NUMBERS, value.length - NUMBERS),
                numbers.getLong(),
                numbers.getLong(),
                print(numbers),
                print(numbers));
    }

    private Print print(ByteBuffer numbers) {
        var place = new TickKey(numbers.getLong(), run, numbers.getLong(), symbol);
        return new Print(place, numbers.getLong());
    }
}
