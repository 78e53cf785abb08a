package dev.broadtape.contract;

import dev.broadtape.contract.sbe.MessageHeaderDecoder;
import dev.broadtape.contract.sbe.MessageHeaderEncoder;
import dev.broadtape.contract.sbe.Source;
import dev.broadtape.contract.sbe.TickFrameDecoder;
import dev.broadtape.contract.sbe.TickFrameDecoder.TicksDecoder;
import dev.broadtape.contract.sbe.TickFrameEncoder;
import dev.broadtape.contract.sbe.TickFrameEncoder.TicksEncoder;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Tick frames to SBE bytes and back, with the generated flyweights. */
final class FrameCodec {
    private static final int FIXED_LENGTH =
            MessageHeaderEncoder.ENCODED_LENGTH + TickFrameEncoder.BLOCK_LENGTH + TicksEncoder.sbeHeaderSize();

    private FrameCodec() {}

    static Buffer encode(TickFrame frame) {
        byte[] bytes = new byte[FIXED_LENGTH + frame.ticks().size() * TicksEncoder.sbeBlockLength()];
        MutableDirectBuffer target = new UnsafeBuffer(bytes);
        TickFrameEncoder encoder = new TickFrameEncoder().wrapAndApplyHeader(target, 0, new MessageHeaderEncoder());
        encoder.run().high(frame.run().getMostSignificantBits()).low(frame.run().getLeastSignificantBits());
        encoder.seed(frame.seed())
                .fence(frame.fence())
                .slice(frame.slice())
                .firstSequence(frame.firstSequence())
                .madeMicros(frame.madeMicros())
                .partition(frame.partition())
                .source(Source.get((short) frame.source().code()));
        TicksEncoder group = encoder.ticksCount(frame.ticks().size());
        for (Tick tick : frame.ticks()) {
            write(tick, group.next());
        }
        return Buffer.buffer(bytes);
    }

    private static void write(Tick tick, TicksEncoder out) {
        out.symbol(tick.symbol())
                .timeMicros(tick.timeMicros())
                .priceE4(tick.priceE4())
                .bidE4(tick.bidE4())
                .askE4(tick.askE4())
                .size(tick.size())
                .changeE4(tick.changeE4());
    }

    static TickFrame decode(Buffer bytes) {
        try {
            return read(new UnsafeBuffer(bytes.getBytes()));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException e) {
            throw Fault.of(Fault.Kind.MALFORMED, "not a tick frame: " + e.getMessage());
        }
    }

    private static TickFrame read(UnsafeBuffer bytes) {
        TickFrameDecoder in = new TickFrameDecoder().wrapAndApplyHeader(bytes, 0, new MessageHeaderDecoder());
        UUID run = new UUID(in.run().high(), in.run().low());
        TickSource source = TickSource.of(in.source().value());
        List<Tick> ticks = ticks(in, run, source);
        return new TickFrame(
                run,
                in.seed(),
                in.fence(),
                in.slice(),
                in.partition(),
                source,
                in.firstSequence(),
                in.madeMicros(),
                ticks);
    }

    private static List<Tick> ticks(TickFrameDecoder in, UUID run, TickSource source) {
        int partition = in.partition();
        long sequence = in.firstSequence();
        TicksDecoder group = in.ticks();
        var ticks = new ArrayList<Tick>(group.count());
        for (TicksDecoder tick : group) {
            ticks.add(new Tick(
                    run,
                    partition,
                    sequence++,
                    source,
                    tick.symbol(),
                    tick.timeMicros(),
                    tick.priceE4(),
                    tick.bidE4(),
                    tick.askE4(),
                    tick.size(),
                    tick.changeE4()));
        }
        return ticks;
    }
}
