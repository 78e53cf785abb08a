package dev.broadtape.receiver.ledger;

import dev.broadtape.contract.ReceiverLedger.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The ticks of one strand in all stores together: one that is in two of them counts once. */
final class Stock {
    private final List<Range> ranges = new ArrayList<>();
    private final List<Range> cutShort = new ArrayList<>();

    /**
     * Adds what a receiver said last.
     *
     * @param silent whether it is away since: it had gone on. A tick is stored before it is committed, so it has what is
     *     in Kafka beyond its last word, up to where the next receiver begins
     */
    void add(List<Range> held, boolean silent) {
        ranges.addAll(held);
        if (silent && !held.isEmpty()) {
            cutShort.add(held.get(held.size() - 1));
        }
    }

    /**
     * How many there are.
     *
     * @param inKafka the greatest sequence in Kafka
     * @param limit none above it counts
     */
    long count(long inKafka, long limit) {
        var all = new ArrayList<Range>(ranges);
        cutShort.forEach(range -> all.add(new Range(range.first(), Math.max(range.last(), end(range, inKafka)))));
        all.sort(Comparator.comparingLong(Range::first));
        long count = 0;
        long counted = 0;
        for (Range range : all) {
            long last = Math.min(range.last(), limit);
            count += Math.max(0, last - Math.max(range.first() - 1, counted));
            counted = Math.max(counted, last);
        }
        return count;
    }

    private long end(Range range, long inKafka) {
        return ranges.stream()
                .mapToLong(next -> next.first() - 1)
                .filter(end -> end >= range.last())
                .reduce(inKafka, Math::min);
    }
}
