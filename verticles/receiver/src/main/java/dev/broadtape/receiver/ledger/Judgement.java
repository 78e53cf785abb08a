package dev.broadtape.receiver.ledger;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Holds the places that a tick comes through against each other: generated, stored, in Kafka, acknowledged.
 *
 * <p>A place has too little when it is below what the one before had all through the grace, and too much when it was
 * above all through the grace. The figures are judged only when one driver has spoken all the while. What Kafka lacks
 * cannot be told from what was not read yet while the reading goes on: there its own gaps count.
 *
 * @param whole whether the figures span the grace
 * @param missing ticks that Kafka lacks for certain
 * @param doubled ticks that Kafka has twice for certain
 */
record Judgement(List<Figures> figures, boolean whole, long missing, long doubled) {
    /** Between two places. */
    record Hop(String name, long missing, long doubled) {
        long residue() {
            return missing + doubled;
        }
    }

    /** In the order of the pipeline. */
    List<Hop> hops() {
        return (latest().kafka().known() ? Stream.of(driverStore(), storeKafka(), kafkaDriver()) : withoutKafka())
                .toList();
    }

    private Stream<Hop> withoutKafka() {
        return Stream.of(
                driverStore(), hop("store → driver", judged(), Figures::stored, judged(), Figures::acknowledged));
    }

    private Hop driverStore() {
        return hop("driver → store", judged(), Figures::generated, judged(), Figures::stored);
    }

    private Hop storeKafka() {
        Hop hop = hop(
                "store → kafka",
                judged() && stands(),
                Figures::stored,
                judged(),
                f -> f.kafka().count());
        return new Hop(hop.name(), Math.max(missing, hop.missing()), Math.max(doubled, hop.doubled()));
    }

    private Hop kafkaDriver() {
        return hop("kafka → driver", judged(), f -> f.kafka().last(), judged() && stands(), Figures::acknowledged);
    }

    private Hop hop(String name, boolean less, ToLongFunction<Figures> from, boolean more, ToLongFunction<Figures> to) {
        return new Hop(name, less ? behind(from, to) : 0, more ? behind(to, from) : 0);
    }

    /** By how much {@code to} was below {@code from} at the least. */
    private long behind(ToLongFunction<Figures> from, ToLongFunction<Figures> to) {
        return Math.max(0, all(from).min().orElse(0) - all(to).max().orElse(0));
    }

    private LongStream all(ToLongFunction<Figures> figure) {
        return figures.stream().mapToLong(figure);
    }

    private boolean judged() {
        return whole
                && figures.stream().allMatch(f -> f.driver().speaks())
                && all(f -> f.driver().fence()).distinct().count() == 1;
    }

    /** Whether the reading back has come to a stand. */
    private boolean stands() {
        return all(f -> f.kafka().last()).distinct().count() == 1;
    }

    private Figures latest() {
        return figures.get(figures.size() - 1);
    }
}
