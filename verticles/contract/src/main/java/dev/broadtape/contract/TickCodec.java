package dev.broadtape.contract;

import dev.broadtape.contract.sbe.MessageHeaderDecoder;
import dev.broadtape.contract.sbe.MessageHeaderEncoder;
import dev.broadtape.contract.sbe.Source;
import dev.broadtape.contract.sbe.TickMessageDecoder;
import dev.broadtape.contract.sbe.TickMessageEncoder;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/** One tick to an SBE message and back: {@link #LENGTH} bytes, laid out in {@code tick-frame.xml}. For one thread. */
public final class TickCodec {
    /** Of every message, header included. */
    public static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + TickMessageEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
    private final MessageHeaderEncoder headerOut = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerIn = new MessageHeaderDecoder();
    private final TickMessageEncoder encoder = new TickMessageEncoder();
    private final TickMessageDecoder decoder = new TickMessageDecoder();

    /** The same tick gives the same bytes. */
    public byte[] encode(Tick tick) {
        byte[] bytes = new byte[LENGTH];
        buffer.wrap(bytes);
        encoder.wrapAndApplyHeader(buffer, 0, headerOut);
        encoder.run().high(tick.run().getMostSignificantBits()).low(tick.run().getLeastSignificantBits());
        encoder.sequence(tick.sequence())
                .timeMicros(tick.timeMicros())
                .priceE4(tick.priceE4())
                .bidE4(tick.bidE4())
                .askE4(tick.askE4())
                .size(tick.size())
                .changeE4(tick.changeE4())
                .partition(tick.partition())
                .source(Source.get((short) tick.source().code()))
                .symbol(tick.symbol());
        return bytes;
    }

    /**
     * Reads what {@link #encode} wrote, here or in another language.
     *
     * @throws Fault MALFORMED when the bytes are no tick of a version that we read
     */
    public Tick decode(byte[] bytes) {
        try {
            buffer.wrap(bytes);
            return read(decoder.wrapAndApplyHeader(buffer, 0, headerIn));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException e) {
            throw Fault.of(Fault.Kind.MALFORMED, "not a tick: " + e.getMessage());
        }
    }

    private static Tick read(TickMessageDecoder in) {
        return new Tick(
                new UUID(in.run().high(), in.run().low()),
                in.partition(),
                in.sequence(),
                TickSource.of(in.source().value()),
                in.symbol(),
                in.timeMicros(),
                in.priceE4(),
                in.bidE4(),
                in.askE4(),
                in.size(),
                in.changeE4());
    }
}
