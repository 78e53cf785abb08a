package dev.broadtape.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TickRowTest {
    private static final Comparator<Tick> ORDER = Comparator.comparing(Tick::symbol)
            .thenComparingLong(Tick::timeMicros)
            .thenComparing(Tick::run, TickRowTest::unsigned)
            .thenComparingLong(Tick::sequence);

    @Property
    void ordersKeysAsTicks(@ForAll("ticks") Tick one, @ForAll("ticks") Tick other) {
        int keys = Arrays.compareUnsigned(TickRow.key(one), TickRow.key(other));

        assertThat(Integer.signum(keys)).isEqualTo(Integer.signum(ORDER.compare(one, other)));
    }

    @Property
    void boundsTheKeysOfASymbol(@ForAll("ticks") Tick tick, @ForAll("ticks") Tick other) {
        boolean within = Arrays.compareUnsigned(TickRow.key(other), TickRow.first(tick.symbol())) > 0
                && Arrays.compareUnsigned(TickRow.key(other), TickRow.end(tick.symbol())) < 0;

        assertThat(within).isEqualTo(other.symbol().equals(tick.symbol()));
    }

    @Property
    void cutsASymbolAtATime(@ForAll("ticks") Tick tick, @ForAll long timeMicros) {
        int cut = Arrays.compareUnsigned(TickRow.key(tick), TickRow.from(tick.symbol(), timeMicros));

        assertThat(cut < 0).isEqualTo(tick.timeMicros() < timeMicros);
    }

    @Property
    void readsBackWhatItWrote(@ForAll("ticks") Tick tick) {
        assertThat(TickRow.tick(TickRow.key(tick), TickRow.value(tick))).isEqualTo(tick);
    }

    @Provide
    Arbitrary<Tick> ticks() {
        Arbitrary<String> symbols =
                Arbitraries.strings().withChars("AB.^-9").ofMinLength(1).ofMaxLength(3);
        Arbitrary<Long> times =
                Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(-2, 2));
        Arbitrary<UUID> runs = Combinators.combine(
                        Arbitraries.longs().between(-1, 1), Arbitraries.longs().between(-1, 1))
                .as(UUID::new);
        Arbitrary<Long> sequences = Arbitraries.longs().between(1, 300);
        Arbitrary<TickSource> sources = Arbitraries.of(TickSource.class);
        Arbitrary<Integer> partitions = Arbitraries.integers().between(0, 65_535);
        return Combinators.combine(symbols, times, runs, sequences, sources, partitions)
                .as((symbol, time, run, sequence, source, partition) -> new Tick(
                        run, partition, sequence, source, symbol, time, -sequence, time, 3, sequence, Long.MIN_VALUE));
    }

    private static int unsigned(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
