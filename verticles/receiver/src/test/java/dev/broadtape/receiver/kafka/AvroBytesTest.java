package dev.broadtape.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Prices;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickSource;
import dev.broadtape.receiver.Frames;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** What we write is read by Avro's own library. */
class AvroBytesTest {
    private static final Schema SCHEMA =
            new Schema.Parser().parse(SchemaRegistry.schema().encode());
    private static final int ID = 0x01020384;

    private static GenericRecord read(byte[] value) {
        ByteBuffer envelope = ByteBuffer.wrap(value);
        assertThat(envelope.get()).isZero();
        assertThat(envelope.getInt()).isEqualTo(ID);
        var data = new GenericData();
        data.addLogicalTypeConversion(new Conversions.DecimalConversion());
        data.addLogicalTypeConversion(new Conversions.UUIDConversion());
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
        try {
            GenericRecord tick = new GenericDatumReader<GenericRecord>(SCHEMA, SCHEMA, data).read(null, decoder);
            assertThat(decoder.isEnd()).isTrue();
            return tick;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Provide
    Arbitrary<Long> extremes() {
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.of(
                        0L, 1L, -1L, 63L, 64L, -64L, -65L, 127L, 128L, -128L, -129L, 255L, 256L, 32_767L, 32_768L,
                        -32_769L),
                Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE));
    }

    @Property
    void isWhatAvroReads(
            @ForAll @From("extremes") long priceE4,
            @ForAll @From("extremes") long changeE4,
            @ForAll @From("extremes") long timeMicros,
            @ForAll TickSource source) {
        UUID run = UUID.randomUUID();
        var tick = new Tick(
                run, 3, timeMicros, source, "BRK.B", timeMicros, priceE4, changeE4, ~priceE4, changeE4, changeE4);
        var bytes = new AvroBytes(() -> ID);
        byte[] value = bytes.encode(tick);
        GenericRecord read = read(value);

        assertThat(read.get("symbol")).hasToString("BRK.B");
        assertThat(read.get("price")).isEqualTo(exact(priceE4));
        assertThat(read.get("bid")).isEqualTo(exact(changeE4));
        assertThat(read.get("ask")).isEqualTo(exact(~priceE4));
        assertThat(read.get("change")).isEqualTo(exact(changeE4));
        assertThat(read.get("volume")).isEqualTo(changeE4);
        assertThat(read.get("timestamp")).isEqualTo(timeMicros);
        assertThat(read.get("run")).isEqualTo(run);
        assertThat(read.get("partition")).isEqualTo(3);
        assertThat(read.get("sequence")).isEqualTo(timeMicros);
        assertThat(read.get("source")).hasToString(source.label());
        assertThat(bytes.encode(tick)).isEqualTo(value);
    }

    private static BigDecimal exact(long valueE4) {
        assertThat(Prices.decimal(valueE4)).isEqualByComparingTo(BigDecimal.valueOf(valueE4, 4));
        return BigDecimal.valueOf(valueE4, 4);
    }

    @Test
    void namesTheFieldsOfTheJson() {
        byte[] json = new TickBytes().encode(Frames.tick(UUID.randomUUID(), 0, 1));

        assertThat(SCHEMA.getFields())
                .extracting(Schema.Field::name)
                .containsExactlyElementsOf(new JsonObject(new String(json, StandardCharsets.UTF_8)).fieldNames());
    }

    @Test
    void isNothingWithoutAnIdOfTheSchema() {
        var registry =
                new SchemaRegistry(KafkaTickLogTest.stream(ValueFormat.AVRO).config());
        var bytes = new AvroBytes(registry::id);

        Fault fault = catchThrowableOfType(Fault.class, () -> bytes.encode(Frames.tick(UUID.randomUUID(), 0, 1)));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
    }
}
