package dev.broadtape.receiver.store;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.TickFrame;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * One partition of a run, and the rows of its ranges. Their keys begin with 0x00, below all symbols:
 *
 * <pre>
 *  0x00  run  partition  first  ->  last
 *    1    16      2        8          8     bytes
 * </pre>
 */
record Strand(UUID run, int partition) {
    static final byte MARK = 0;

    static Strand of(TickFrame frame) {
        return new Strand(frame.run(), frame.partition());
    }

    /** Reads the part of a key behind the mark, up to the first sequence. */
    static Strand read(ByteBuffer key) {
        return new Strand(new UUID(key.getLong(), key.getLong()), Short.toUnsignedInt(key.getShort()));
    }

    byte[] key(Range range) {
        return ByteBuffer.allocate(1 + 16 + 2 + 8)
                .put(MARK)
                .putLong(run.getMostSignificantBits())
                .putLong(run.getLeastSignificantBits())
                .putShort((short) partition)
                .putLong(range.first())
                .array();
    }

    static byte[] value(Range range) {
        return ByteBuffer.allocate(8).putLong(range.last()).array();
    }
}
