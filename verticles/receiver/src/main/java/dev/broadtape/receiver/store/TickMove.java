package dev.broadtape.receiver.store;

import static java.util.Comparator.comparing;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Brings all ticks of one store into another, oldest first, and finds them there. The first store stays as it is, and
 * what is in the other one already does no harm: after a failure it may be begun again, or gone on with. Blocks.
 */
public final class TickMove {
    /** Hears how far it is. */
    public interface Listener {
        /**
         * So many ticks more are through.
         *
         * @param last all up to this one are
         */
        void passed(int ticks, TickKey last);
    }

    private final TickStore from;
    private final TickStore to;

    public TickMove(TickStore from, TickStore to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies what is behind {@code after}.
     *
     * @param after where an earlier move ended; nothing for all
     */
    public void copy(Optional<TickKey> after, Listener listener) {
        var walk = new TickWalk(from, after);
        for (List<Tick> page = walk.next(); !page.isEmpty(); page = walk.next()) {
            to.write(frames(page));
            listener.passed(page.size(), TickKey.of(page.get(page.size() - 1)));
        }
    }

    /** Sequences without a gap make a frame; what else a frame says no store keeps. */
    static List<TickFrame> frames(List<Tick> ticks) {
        List<Tick> sorted = ticks.stream()
                .sorted(comparing(Tick::run).thenComparing(Tick::partition).thenComparing(Tick::sequence))
                .toList();
        var frames = new ArrayList<TickFrame>();
        int begin = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (i == sorted.size() || !follows(sorted.get(i - 1), sorted.get(i))) {
                frames.add(frame(sorted.subList(begin, i)));
                begin = i;
            }
        }
        return frames;
    }

    private static boolean follows(Tick before, Tick tick) {
        return before.run().equals(tick.run())
                && before.partition() == tick.partition()
                && before.sequence() + 1 == tick.sequence();
    }

    private static TickFrame frame(List<Tick> ticks) {
        Tick first = ticks.get(0);
        return new TickFrame(
                first.run(), 0, 0, 0, first.partition(), first.source(), first.sequence(), 0, List.copyOf(ticks));
    }

    /** Reads both stores to their ends and tells how many ticks of the first one are not in the other, or differ there. */
    public long missing(Listener listener) {
        var here = new TickWalk(from, Optional.empty());
        var there = new TickWalk(to, Optional.empty());
        Deque<Tick> found = new ArrayDeque<>();
        long missing = 0;
        for (List<Tick> page = here.next(); !page.isEmpty(); page = here.next()) {
            for (Tick tick : page) {
                missing += isNext(tick, found, there) ? 0 : 1;
            }
            listener.passed(page.size(), TickKey.of(page.get(page.size() - 1)));
        }
        return missing;
    }

    /** Leaves behind what comes before {@code tick}. */
    private static boolean isNext(Tick tick, Deque<Tick> found, TickWalk there) {
        TickKey wanted = TickKey.of(tick);
        while (true) {
            if (found.isEmpty()) {
                found.addAll(there.next());
            }
            Tick next = found.peek();
            if (next == null || TickKey.of(next).compareTo(wanted) > 0) {
                return false;
            }
            found.remove();
            if (TickKey.of(next).equals(wanted)) {
                return next.equals(tick);
            }
        }
    }
}
