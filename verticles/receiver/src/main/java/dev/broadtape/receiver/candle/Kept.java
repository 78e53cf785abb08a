package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Candle;
import java.nio.ByteBuffer;

/**
 * A candle as it is kept: the row of its {@link Sum}, then the revision in 4 bytes.
 *
 * @param revision 0 while it is open
 */
record Kept(Window window, Sum sum, int revision) {
    static Kept read(Window window, byte[] row) {
        ByteBuffer bytes = ByteBuffer.wrap(row);
        return new Kept(window, Sum.read(bytes), bytes.getInt());
    }

    byte[] row() {
        ByteBuffer bytes = ByteBuffer.allocate(Sum.LENGTH + Integer.BYTES);
        sum.write(bytes);
        return bytes.putInt(revision).array();
    }

    Kept next() {
        return new Kept(window, sum, revision + 1);
    }

    Candle candle() {
        return new Candle(
                window.symbol(),
                window.interval(),
                window.startMicros(),
                sum.first().priceE4(),
                sum.highE4(),
                sum.lowE4(),
                sum.last().priceE4(),
                sum.volume(),
                sum.ticks(),
                sum.vwapE4(),
                revision);
    }
}
