package dev.broadtape.receiver.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickSource;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;

/**
 * A tick as key and value. Unsigned byte order of keys is the order of symbol, time, run, sequence. All
 * numbers are big-endian; the sign bit of the time is flipped, so that times before 1970 come first.
 *
 * <pre>
 *  key    symbol  0x00  timeMicros  run  sequence
 *         1-12     1        8        16      8     bytes
 *
 *  value  partition  source  priceE4  bidE4  askE4  size  changeE4
 *             2        1        8       8      8      8       8    bytes
 * </pre>
 */
final class TickRow {
    private static final int TAIL_LENGTH = 1 + 8 + 16 + 8;
    private static final int VALUE_LENGTH = 2 + 1 + 5 * 8;

    private TickRow() {}

    static byte[] key(Tick tick) {
        return key(tick.symbol(), TickKey.of(tick));
    }

    /** The place of {@code place} among the ticks of {@code symbol}, which need not be its own. */
    static byte[] key(String symbol, TickKey place) {
        byte[] name = symbol.getBytes(US_ASCII);
        return ByteBuffer.allocate(name.length + TAIL_LENGTH)
                .put(name)
                .put((byte) 0)
                .putLong(place.timeMicros() ^ Long.MIN_VALUE)
                .putLong(place.run().getMostSignificantBits())
                .putLong(place.run().getLeastSignificantBits())
                .putLong(place.sequence())
                .array();
    }

    /** No key of {@code symbol} is below it. */
    static byte[] first(String symbol) {
        return bound(symbol, 0);
    }

    /** All keys of {@code symbol} are below it, and no other symbol's key is between. */
    static byte[] end(String symbol) {
        return bound(symbol, 1);
    }

    private static byte[] bound(String symbol, int last) {
        byte[] key = Arrays.copyOf(symbol.getBytes(US_ASCII), symbol.length() + 1);
        key[symbol.length()] = (byte) last;
        return key;
    }

    /** Not above any key of {@code symbol} at or after {@code timeMicros}, and above all before. */
    static byte[] from(String symbol, long timeMicros) {
        byte[] first = first(symbol);
        return ByteBuffer.allocate(first.length + 8)
                .put(first)
                .putLong(timeMicros ^ Long.MIN_VALUE)
                .array();
    }

    /** Above all keys of {@code symbol} before {@code timeMicros}, and of all when that is {@link Long#MAX_VALUE}. */
    static byte[] to(String symbol, long timeMicros) {
        return timeMicros == Long.MAX_VALUE ? end(symbol) : from(symbol, timeMicros);
    }

    static String symbol(byte[] key) {
        return new String(key, 0, key.length - TAIL_LENGTH, US_ASCII);
    }

    static byte[] value(Tick tick) {
        return ByteBuffer.allocate(VALUE_LENGTH)
                .putShort((short) tick.partition())
                .put((byte) tick.source().code())
                .putLong(tick.priceE4())
                .putLong(tick.bidE4())
                .putLong(tick.askE4())
                .putLong(tick.size())
                .putLong(tick.changeE4())
                .array();
    }

    static Tick tick(byte[] key, byte[] value) {
        ByteBuffer head = ByteBuffer.wrap(key, key.length - TAIL_LENGTH + 1, TAIL_LENGTH - 1);
        long timeMicros = head.getLong() ^ Long.MIN_VALUE;
        UUID run = new UUID(head.getLong(), head.getLong());
        long sequence = head.getLong();
        ByteBuffer rest = ByteBuffer.wrap(value);
        int partition = Short.toUnsignedInt(rest.getShort());
        TickSource source = TickSource.of(rest.get());
        return new Tick(
                run,
                partition,
                sequence,
                source,
                symbol(key),
                timeMicros,
                rest.getLong(),
                rest.getLong(),
                rest.getLong(),
                rest.getLong(),
                rest.getLong());
    }
}
