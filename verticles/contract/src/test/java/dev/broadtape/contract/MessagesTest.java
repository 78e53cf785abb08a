package dev.broadtape.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class MessagesTest {
    private static final UUID ID = UUID.fromString("01936d2f-0000-7000-8000-000000000001");

    @Property(tries = 100)
    void comeBackFromJsonAsTheyWere(@ForAll long number, @ForAll String text, @ForAll int count) {
        roundTrip(Position.of(ID, count, number));
        roundTrip(PositionRequest.of(ID, count, number));
        roundTrip(Presence.of(text, ID).in(Presence.State.LEAVING));
        roundTrip(DriverLedger.of(ID, number, List.of(new DriverLedger.Count(count, number, number))));
        roundTrip(ReceiverLedger.of(
                text,
                ID,
                List.of(new ReceiverLedger.Strand(
                        ID,
                        count,
                        List.of(new ReceiverLedger.Range(number, number)),
                        Optional.of(new ReceiverLedger.Seen(number, 0, 0))))));
        var partition = new Ledger.OfPartition(count, number, number, number, number, 1, Optional.of(text));
        roundTrip(Ledger.of(Instant.EPOCH, List.of(new Ledger.OfRun(ID, number, List.of(partition)))));
        roundTrip(ReadySymbols.Request.current());
        roundTrip(ReadySymbols.of(List.of(new ReadySymbols.Ready(text, number, number, number))));
        roundTrip(EventBatch.of(List.of()));
        roundTrip(EventBatch.Receipt.of(List.of(ID)));
        roundTrip(SnsDelivery.of(text));
        roundTrip(SnsDelivery.Outcome.of(text));
        roundTrip(Recorded.of(ID));
        roundTrip(new TierStatus(
                1,
                text,
                text,
                text,
                Instant.EPOCH,
                List.of(new TierStatus.Check(text, true, text)),
                Map.of("x", number)));
    }

    private static void roundTrip(Object message) {
        assertThat((Object) Wire.fromJson(Wire.toJson(message), message.getClass()))
                .isEqualTo(message);
    }

    @Property
    void everyPriceSurvivesItsDecimal(@ForAll long priceE4) {
        assertThat(Prices.parseE4(Prices.decimal(priceE4).toPlainString())).isEqualTo(priceE4);
    }

    @Example
    void pricesAreExactAndShort() {
        assertThat(Prices.parseE4("187.42")).isEqualTo(1_874_200);
        assertThat(Prices.parseE4("24.636619433")).isEqualTo(246_366);
        assertThat(Prices.decimal(1_874_200)).isEqualTo(new BigDecimal("187.42"));
        assertThat(Prices.decimal(1_000_000).toPlainString()).isEqualTo("100");
    }

    @Example
    void whatIsNoPriceIsAFault() {
        for (String text : List.of("", "NaN", "1e999999", "abc", "1,5", "99999999999999999999")) {
            assertThat(catchThrowableOfType(Fault.class, () -> Prices.parseE4(text)))
                    .as(text)
                    .isNotNull();
        }
    }

    @Example
    void symbolsAreTrimmedAndUpperCased() {
        assertThat(Symbols.parse(" brk.b ")).isEqualTo("BRK.B");
        for (String text : List.of("", "A B", "ABCDEFGHIJKLM", "$where", "AAPL;DROP", "Ä")) {
            assertThat(catchThrowableOfType(Fault.class, () -> Symbols.parse(text))
                            .kind())
                    .as(text)
                    .isEqualTo(Fault.Kind.INVALID);
        }
    }

    @Example
    void aDayBeginsAtMidnightInNewYork() {
        assertThat(Exchange.instant(Exchange.startOfDayMicros(LocalDate.of(2021, 4, 21))))
                .isEqualTo("2021-04-21T04:00:00Z");
        assertThat(Exchange.instant(Exchange.startOfDayMicros(LocalDate.of(2021, 1, 4))))
                .isEqualTo("2021-01-04T05:00:00Z");
    }

    @Property
    void timesSurviveMicroseconds(
            @ForAll @LongRange(min = -62_135_596_800_000_000L, max = 253_402_300_799_000_000L) long micros) {
        assertThat(Exchange.micros(Exchange.instant(micros))).isEqualTo(micros);
    }

    @Example
    void partitionsAreTheSameEverywhere() {
        assertThat(List.of("AAPL", "MSFT", "IBM", "BRK.B"))
                .extracting(symbol -> Partitions.of(symbol, 4))
                .containsExactly(0, 3, 3, 0);
    }
}
