package dev.broadtape.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Prices;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickJson;
import dev.broadtape.contract.TickSource;
import dev.broadtape.contract.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TickBytesTest {
    private static final UUID RUN = UUID.fromString("0199a0b4-77aa-7000-8000-0123456789ab");
    private static final long YEAR_9999_MICROS = 253_402_300_799_999_999L;

    private final TickBytes json = new TickBytes();

    @Test
    void writesATickByteForByte() {
        Tick tick = new Tick(
                RUN,
                3,
                42,
                TickSource.RANDOM_WALK,
                "BRK.B",
                1_767_641_400_000_025L,
                1_874_200,
                1_874_199,
                1_880_000,
                4,
                -35_805);

        assertThat(json.encode(tick))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"symbol\":\"BRK.B\",\"price\":187.42,\"bid\":187.4199,\"ask\":188,\"volume\":4,"
                        + "\"change\":-3.5805,\"timestamp\":\"2026-01-05T19:30:00.000025Z\","
                        + "\"run\":\"0199a0b4-77aa-7000-8000-0123456789ab\",\"partition\":3,\"sequence\":42,"
                        + "\"source\":\"random-walk\"}");
    }

    @Property
    void writesWhatTheContractWrites(
            @ForAll long number, @ForAll @LongRange(min = 0, max = YEAR_9999_MICROS) long micros) {
        Tick tick = new Tick(RUN, 1, number, TickSource.POSTED, "T", micros, number, -number, 3, number, number / 7);

        assertThat(json.encode(tick))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(TickJson.of(tick).encode());
    }

    @Property
    void writesEveryPriceExactly(@ForAll long priceE4) {
        String written = text("price", tick(0, priceE4));

        assertThat(written).isEqualTo(Prices.decimal(priceE4).toPlainString());
    }

    @Property
    void writesEveryTimeAsInstantDoes(
            @ForAll @LongRange(min = -YEAR_9999_MICROS / 5, max = YEAR_9999_MICROS) long micros) throws IOException {
        for (long rounded : new long[] {micros, micros / 1_000 * 1_000, micros / 1_000_000 * 1_000_000}) {
            String time = Wire.mapper()
                    .readTree(json.encode(tick(rounded, 1)))
                    .get("timestamp")
                    .asText();

            assertThat(time).isEqualTo(Exchange.instant(rounded).toString());
        }
    }

    @Property
    void writesEveryNumberExactly(@ForAll long size) {
        Tick tick = new Tick(RUN, 0, 1, TickSource.LIVE, "T", 0, 1, 1, 1, size, 1);

        assertThat(text("volume", tick)).isEqualTo(Long.toString(size));
    }

    private static Tick tick(long micros, long priceE4) {
        return new Tick(RUN, 0, 1, TickSource.LIVE, "T", micros, priceE4, 1, 1, 1, 1);
    }

    private String text(String field, Tick tick) {
        String all = new String(json.encode(tick), StandardCharsets.UTF_8);
        int from = all.indexOf("\"" + field + "\":") + field.length() + 3;
        return all.substring(from, all.indexOf(',', from));
    }
}
