package dev.broadtape.accumulo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickSource;
import dev.broadtape.receiver.store.TickKey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import org.apache.accumulo.core.data.Key;
import org.apache.accumulo.core.data.Mutation;
import org.apache.accumulo.core.data.Value;
import org.apache.hadoop.io.Text;

/**
 * A tick as two rows, since Accumulo reads forward only. The numbers are big-endian, the sign bit of the time is flipped, and
 * ~ inverts all bits:
 *
 * <pre>
 *  newest first   symbol 0x00 'n' ~timeMicros ~run ~sequence   trade: quote: quality:
 *  oldest first   symbol 0x00 'o'  timeMicros  run  sequence   tick:
 *                 1-12   1    1    8           16   8          bytes
 *
 *  trade    priceE4 size changeE4        quote  bidE4 askE4       quality  partition source
 *           8       8    8                      8     8                    2         1
 *  tick     all of quality, quote and trade
 * </pre>
 *
 * <p>Writing a tick again writes the same cells again.
 */
final class TickRows {
    static final Text TRADE = new Text("trade");
    static final Text QUOTE = new Text("quote");
    static final Text QUALITY = new Text("quality");
    static final Text TICK = new Text("tick");
    /** What a tick takes. */
    static final int CELLS = 4;

    static final byte NEWEST_FIRST = 'n';
    static final byte OLDEST_FIRST = 'o';

    /** Of all cells together. */
    static final int BYTES = 3 + 16 + 24;

    private static final Text NONE = new Text();
    private static final int TAIL = 8 + 16 + 8;
    private static final int HEAD = 2;

    private TickRows() {}

    static List<Mutation> of(Tick tick) {
        var newest = new Mutation(row(NEWEST_FIRST, tick.symbol(), TickKey.of(tick)));
        newest.put(TRADE, NONE, new Value(trade(tick)));
        newest.put(QUOTE, NONE, new Value(quote(tick)));
        newest.put(QUALITY, NONE, new Value(quality(tick)));
        var oldest = new Mutation(row(OLDEST_FIRST, tick.symbol(), TickKey.of(tick)));
        oldest.put(
                TICK,
                NONE,
                new Value(ByteBuffer.allocate(BYTES)
                        .put(quality(tick))
                        .put(quote(tick))
                        .put(trade(tick))
                        .array()));
        return List.of(newest, oldest);
    }

    private static byte[] trade(Tick tick) {
        return ByteBuffer.allocate(24)
                .putLong(tick.priceE4())
                .putLong(tick.size())
                .putLong(tick.changeE4())
                .array();
    }

    private static byte[] quote(Tick tick) {
        return ByteBuffer.allocate(16)
                .putLong(tick.bidE4())
                .putLong(tick.askE4())
                .array();
    }

    private static byte[] quality(Tick tick) {
        return ByteBuffer.allocate(3)
                .putShort((short) tick.partition())
                .put((byte) tick.source().code())
                .array();
    }

    /** The row of a place among the ticks of {@code symbol}, which need not be its own. */
    static Text row(byte order, String symbol, TickKey place) {
        byte[] tail = ByteBuffer.allocate(TAIL)
                .putLong(place.timeMicros() ^ Long.MIN_VALUE)
                .putLong(place.run().getMostSignificantBits())
                .putLong(place.run().getLeastSignificantBits())
                .putLong(place.sequence())
                .array();
        return joined(order, symbol, order == NEWEST_FIRST ? inverted(tail) : tail);
    }

    /** Not behind any row of a time, nor before any of the times ahead of it. */
    static Text row(byte order, String symbol, long timeMicros) {
        long time = timeMicros ^ Long.MIN_VALUE;
        byte[] tail = ByteBuffer.allocate(8)
                .putLong(order == NEWEST_FIRST ? ~time : time)
                .array();
        return joined(order, symbol, tail);
    }

    /** Before all rows of a symbol in an order; those of the next order are behind. */
    static Text first(byte order, String symbol) {
        return joined(order, symbol, new byte[0]);
    }

    private static Text joined(byte order, String symbol, byte[] tail) {
        return new Text(ByteBuffer.allocate(symbol.length() + HEAD + tail.length)
                .put(symbol.getBytes(US_ASCII))
                .put((byte) 0)
                .put(order)
                .put(tail)
                .array());
    }

    private static byte[] inverted(byte[] bytes) {
        byte[] inverted = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            inverted[i] = (byte) ~bytes[i];
        }
        return inverted;
    }

    static String symbol(Key key) {
        byte[] row = key.getRowData().toArray();
        return new String(row, 0, row.length - HEAD - TAIL, US_ASCII);
    }

    /** Reads a tick of either order; {@code cells} are quality, quote and trade, as Accumulo sorts them. */
    static Tick tick(Key key, ByteBuffer cells) {
        byte[] row = key.getRowData().toArray();
        byte[] tail = new byte[TAIL];
        System.arraycopy(row, row.length - TAIL, tail, 0, TAIL);
        boolean newest = row[row.length - TAIL - 1] == NEWEST_FIRST;
        ByteBuffer place = ByteBuffer.wrap(newest ? inverted(tail) : tail);
        long timeMicros = place.getLong() ^ Long.MIN_VALUE;
        UUID run = new UUID(place.getLong(), place.getLong());
        long sequence = place.getLong();
        int partition = Short.toUnsignedInt(cells.getShort());
        TickSource source = TickSource.of(cells.get());
        long bidE4 = cells.getLong();
        long askE4 = cells.getLong();
        long priceE4 = cells.getLong();
        long size = cells.getLong();
        return new Tick(
                run,
                partition,
                sequence,
                source,
                symbol(key),
                timeMicros,
                priceE4,
                bidE4,
                askE4,
                size,
                cells.getLong());
    }
}
