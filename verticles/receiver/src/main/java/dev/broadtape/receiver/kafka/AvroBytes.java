package dev.broadtape.receiver.kafka;

import static dev.broadtape.receiver.kafka.AsciiBytes.ascii;

import dev.broadtape.contract.Tick;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntSupplier;

/**
 * A tick in Avro's binary encoding, by the schema {@code avro/tick.avsc} and in the order of its fields, in Confluent's envelope:
 *
 * <pre>
 *  byte 0      1                 5
 *  +-----------+-----------------+----------------------------------------+
 *  | magic: 0  | schema id: i32  | symbol, price, bid … source, as Avro   |
 *  +-----------+-----------------+----------------------------------------+
 * </pre>
 *
 * <p>Not for use by two threads at once.
 */
final class AvroBytes {
    private static final byte MAGIC = 0;

    private final IntSupplier schemaId;
    private byte[] bytes = new byte[512];
    private int length;
    private UUID lastRun = new UUID(0, 0);
    private byte[] lastRunText = ascii(lastRun.toString());

    /**
     * Without a value yet.
     *
     * @param schemaId by which the registry knows the schema; throws as long as it does not
     */
    AvroBytes(IntSupplier schemaId) {
        this.schemaId = schemaId;
    }

    byte[] encode(Tick tick) {
        envelope(schemaId.getAsInt());
        text(ascii(tick.symbol()));
        decimal(tick.priceE4());
        decimal(tick.bidE4());
        decimal(tick.askE4());
        number(tick.size());
        decimal(tick.changeE4());
        number(tick.timeMicros());
        text(run(tick.run()));
        number(tick.partition());
        number(tick.sequence());
        text(ascii(tick.source().label()));
        return Arrays.copyOf(bytes, length);
    }

    private byte[] run(UUID run) {
        if (!run.equals(lastRun)) {
            lastRun = run;
            lastRunText = ascii(run.toString());
        }
        return lastRunText;
    }

    private void envelope(int id) {
        length = 0;
        put(MAGIC);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put((byte) (id >> shift));
        }
    }

    private void text(byte[] text) {
        number(text.length);
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    /** The unscaled value in as few bytes as hold it and its sign, the first one highest. */
    private void decimal(long valueE4) {
        int signBits = Long.numberOfLeadingZeros(valueE4 < 0 ? ~valueE4 : valueE4);
        int count = (Long.SIZE - signBits) / Byte.SIZE + 1;
        number(count);
        for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            put((byte) (valueE4 >> shift));
        }
    }

    /** Small numbers take few bytes, whichever their sign: seven bits each, the lowest first. */
    private void number(long value) {
        long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
        while ((rest & ~0x7FL) != 0) {
            put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
    }

    private void put(byte value) {
        room(1);
        bytes[length++] = value;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
