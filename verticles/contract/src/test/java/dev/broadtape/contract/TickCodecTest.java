package dev.broadtape.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TickCodecTest {
    private static final UUID RUN = UUID.fromString("01936d2f-0000-7000-8000-000000000001");

    private final TickCodec codec = new TickCodec();

    @Property(tries = 300)
    void comesBackFromItsBytesAsItWas(@ForAll("ticks") Tick tick) {
        assertThat(codec.decode(codec.encode(tick))).isEqualTo(tick);
    }

    @Property(tries = 100)
    void hasTheSameBytesWhateverWasEncodedBefore(@ForAll("ticks") Tick tick, @ForAll("ticks") Tick before) {
        codec.encode(before);

        assertThat(codec.encode(tick)).hasSize(TickCodec.LENGTH).isEqualTo(new TickCodec().encode(tick));
    }

    @Property(tries = 300)
    void tellsAnyOtherBytesFromATick(@ForAll byte[] bytes) {
        assertThat(faultOf(bytes).kind()).isEqualTo(Fault.Kind.MALFORMED);
    }

    @Property(tries = 100)
    void tellsCutOffBytesFromATick(@ForAll("ticks") Tick tick, @ForAll @IntRange(max = TickCodec.LENGTH - 1) int kept) {
        byte[] cut = Arrays.copyOf(codec.encode(tick), kept);

        assertThat(faultOf(cut).kind()).isEqualTo(Fault.Kind.MALFORMED);
    }

    @Example
    void tellsAFrameFromATick() {
        var tick = new Tick(RUN, 3, 7, TickSource.LIVE, "T", 1, 2, 3, 4, 5, -6);
        Buffer frame = new TickFrame(RUN, 1, 1, 1, 3, TickSource.LIVE, 7, 1, List.of(tick)).encode();

        assertThat(faultOf(frame.getBytes()).kind()).isEqualTo(Fault.Kind.MALFORMED);
    }

    @Example
    void hasTheBytesThatTheSchemaSays() {
        Buffer bytes =
                Buffer.buffer(codec.encode(new Tick(RUN, 3, 7, TickSource.RANDOM_WALK, "BRK.B", 1, 2, 3, 4, 5, -6)));

        assertThat(bytes.length()).isEqualTo(8 + 16 + 7 * 8 + 2 + 1 + 12);
        assertThat(bytes.getUnsignedShortLE(0)).as("block length").isEqualTo(87);
        assertThat(bytes.getUnsignedShortLE(2)).as("template id").isEqualTo(2);
        assertThat(bytes.getUnsignedShortLE(4)).as("schema id").isEqualTo(1);
        assertThat(bytes.getLongLE(8)).as("high half of the run").isEqualTo(RUN.getMostSignificantBits());
        assertThat(bytes.getLongLE(16)).as("low half of the run").isEqualTo(RUN.getLeastSignificantBits());
        assertThat(bytes.getLongLE(24)).as("sequence").isEqualTo(7);
        assertThat(bytes.getLongLE(32)).as("time").isEqualTo(1);
        assertThat(bytes.getLongLE(40)).as("price").isEqualTo(2);
        assertThat(bytes.getLongLE(48)).as("bid").isEqualTo(3);
        assertThat(bytes.getLongLE(56)).as("ask").isEqualTo(4);
        assertThat(bytes.getLongLE(64)).as("size").isEqualTo(5);
        assertThat(bytes.getLongLE(72)).as("change").isEqualTo(-6);
        assertThat(bytes.getUnsignedShortLE(80)).as("partition").isEqualTo(3);
        assertThat(bytes.getByte(82)).as("source").isEqualTo((byte) 2);
        assertThat(bytes.getString(83, 95)).as("symbol").isEqualTo("BRK.B" + "\0".repeat(7));
    }

    @Provide
    Arbitrary<Tick> ticks() {
        Arbitrary<Long> any = Arbitraries.longs();
        Arbitrary<String> symbols =
                Arbitraries.strings().withChars("ABCXYZ09.^-").ofMinLength(1).ofMaxLength(Symbols.MAX_LENGTH);
        Arbitrary<TickSource> sources = Arbitraries.of(TickSource.class);
        return Combinators.combine(any, any, any, Arbitraries.integers().between(0, 65_534), symbols, sources)
                .as((sequence, micros, price, partition, symbol, source) -> new Tick(
                        RUN, partition, sequence, source, symbol, micros, price, ~price, micros, price, -price));
    }

    private Fault faultOf(byte[] bytes) {
        return catchThrowableOfType(Fault.class, () -> codec.decode(bytes));
    }
}
