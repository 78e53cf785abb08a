package dev.broadtape.receiver.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.broadtape.contract.Tick;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Comparator;
import java.util.UUID;

/**
 * A tick's place among all ticks: by the tape's time, then run, sequence and symbol. As text it is a cursor, which is
 * base64 of
 *
 * <pre>
 *  timeMicros  run  sequence  symbol
 *  8           16   8         1-12   bytes
 * </pre>
 *
 * @param symbol only compared: a cursor may hold any text
 */
public record TickKey(long timeMicros, UUID run, long sequence, String symbol) implements Comparable<TickKey> {
    /** The cursors there are, as a regular expression. */
    public static final String CURSOR = "^([A-Za-z0-9_-]{4}){11,14}([A-Za-z0-9_-]{2,3})?$";

    /** Ids are compared as in keys, without a sign. */
    public static final Comparator<UUID> RUNS = (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    private static final int HEAD = 8 + 16 + 8;

    public static TickKey of(Tick tick) {
        return new TickKey(tick.timeMicros(), tick.run(), tick.sequence(), tick.symbol());
    }

    @Override
    public int compareTo(TickKey other) {
        int time = Long.compare(timeMicros, other.timeMicros);
        if (time != 0) {
            return time;
        }
        int runs = RUNS.compare(run, other.run);
        if (runs != 0) {
            return runs;
        }
        int sequences = Long.compare(sequence, other.sequence);
        return sequences != 0 ? sequences : symbol.compareTo(other.symbol);
    }

    public String cursor() {
        byte[] name = symbol.getBytes(ISO_8859_1);
        byte[] bytes = ByteBuffer.allocate(HEAD + name.length)
                .putLong(timeMicros)
                .putLong(run.getMostSignificantBits())
                .putLong(run.getLeastSignificantBits())
                .putLong(sequence)
                .put(name)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Reads any text that {@link #CURSOR} matches. */
    public static TickKey ofCursor(String cursor) {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        ByteBuffer head = ByteBuffer.wrap(bytes, 0, HEAD);
        return new TickKey(
                head.getLong(),
                new UUID(head.getLong(), head.getLong()),
                head.getLong(),
                new String(bytes, HEAD, bytes.length - HEAD, ISO_8859_1));
    }
}
