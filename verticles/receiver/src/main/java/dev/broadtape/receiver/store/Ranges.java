package dev.broadtape.receiver.store;

import dev.broadtape.contract.ReceiverLedger.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * Which sequences there are: ascending and apart, adjacent ranges merged, never none. To go on where the last range
 * ends takes the same time however many ranges there are; all else copies them. Immutable.
 *
 * @param before all but the last range
 * @param countBefore how many sequences these hold
 */
public record Ranges(List<Range> before, long countBefore, Range last) {
    public static Ranges of(Range first) {
        return new Ranges(List.of(), 0, first);
    }

    public Ranges with(Range added) {
        if (added.first() < last.first()) {
            return merged(added);
        }
        if (added.first() > last.last() + 1) {
            return of(all(), added);
        }
        return added.last() <= last.last()
                ? this
                : new Ranges(before, countBefore, new Range(last.first(), added.last()));
    }

    private Ranges merged(Range added) {
        var result = new ArrayList<Range>();
        Range growing = added;
        for (Range range : all()) {
            if (range.last() + 1 < growing.first()) {
                result.add(range);
            } else if (range.first() > growing.last() + 1) {
                result.add(growing);
                growing = range;
            } else {
                growing = new Range(Math.min(range.first(), growing.first()), Math.max(range.last(), growing.last()));
            }
        }
        return of(result, growing);
    }

    private static Ranges of(List<Range> before, Range last) {
        return new Ranges(
                List.copyOf(before), before.stream().mapToLong(Range::count).sum(), last);
    }

    public boolean contains(long sequence) {
        if (sequence >= last.first()) {
            return sequence <= last.last();
        }
        return before.stream().anyMatch(range -> range.first() <= sequence && sequence <= range.last());
    }

    public List<Range> all() {
        var all = new ArrayList<Range>(before);
        all.add(last);
        return all;
    }

    public long count() {
        return countBefore + last.count();
    }

    /** Whether these differ from {@code earlier} by the last range at most, and that one begins where it did. */
    boolean onlyLastGrewSince(Ranges earlier) {
        return before == earlier.before && last.first() == earlier.last.first();
    }
}
