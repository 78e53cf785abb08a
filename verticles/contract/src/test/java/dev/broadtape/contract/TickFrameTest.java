package dev.broadtape.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TickFrameTest {
    private static final UUID RUN = UUID.fromString("01936d2f-0000-7000-8000-000000000001");

    @Property(tries = 200)
    void comesBackFromItsBytesAsItWas(@ForAll("frames") TickFrame frame) {
        assertThat(TickFrame.decode(frame.encode())).isEqualTo(frame);
    }

    @Property(tries = 200)
    void tellsCutOffBytesFromAFrame(@ForAll("frames") TickFrame frame, @ForAll double share) {
        Buffer whole = frame.encode();
        int kept = (int) (whole.length() * Math.abs(share % 1));

        Fault fault = catchThrowableOfType(Fault.class, () -> TickFrame.decode(whole.slice(0, kept)));

        assertThat(fault.kind()).isIn(Fault.Kind.MALFORMED, Fault.Kind.INVALID);
    }

    @Property(tries = 300)
    void survivesAnyBytes(@ForAll byte[] bytes) {
        assertThat(catchThrowableOfType(Fault.class, () -> TickFrame.decode(Buffer.buffer(bytes))))
                .isNotNull();
    }

    @Example
    void hasTheBytesThatTheSchemaSays() {
        var tick = new Tick(RUN, 3, 7, TickSource.RANDOM_WALK, "BRK.B", 1, 2, 3, 4, 5, -6);
        Buffer bytes = new TickFrame(RUN, 20_261_124, 2, 9, 3, TickSource.RANDOM_WALK, 7, 11, List.of(tick)).encode();

        assertThat(bytes.getUnsignedShortLE(2)).as("template id").isEqualTo(1);
        assertThat(bytes.getLongLE(8)).as("high half of the run").isEqualTo(RUN.getMostSignificantBits());
        assertThat(bytes.getLongLE(24)).as("seed").isEqualTo(20_261_124);
        assertThat(bytes.getLongLE(32)).as("fence").isEqualTo(2);
        assertThat(bytes.getUnsignedShortLE(64)).as("partition").isEqualTo(3);
        assertThat(bytes.getByte(66)).as("source").isEqualTo((byte) 2);
        assertThat(bytes.getString(71, 76)).as("symbol").isEqualTo("BRK.B");
        assertThat(bytes.length()).isEqualTo(71 + 12 + 6 * 8);
    }

    @Example
    void refusesToBeEmpty() {
        Fault fault = catchThrowableOfType(
                Fault.class, () -> new TickFrame(RUN, 1, 0, 0, 0, TickSource.LIVE, 1, 0, List.of()));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.INVALID);
    }

    @Provide
    Arbitrary<TickFrame> frames() {
        Arbitrary<Long> any = Arbitraries.longs();
        Arbitrary<TickSource> sources = Arbitraries.of(TickSource.class);
        return Combinators.combine(any, any, sources, Arbitraries.integers().between(1, 40), symbols())
                .as((seed, price, source, count, symbol) -> frame(seed, price, source, count, symbol));
    }

    private static Arbitrary<String> symbols() {
        return Arbitraries.strings().withChars("ABCXYZ09.^-").ofMinLength(1).ofMaxLength(Symbols.MAX_LENGTH);
    }

    private static TickFrame frame(long seed, long price, TickSource source, int count, String symbol) {
        var ticks = new ArrayList<Tick>();
        for (int i = 0; i < count; i++) {
            ticks.add(new Tick(RUN, 2, 100 + i, source, symbol, seed, price, price - 1, price + 1, i, -price));
        }
        return new TickFrame(RUN, seed, price, count, 2, source, 100, price, ticks);
    }
}
