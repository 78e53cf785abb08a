package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Interval;
import dev.broadtape.contract.Partitions;
import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.store.Changes;
import dev.broadtape.receiver.store.TickStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The candles of one partition. Minutes are marked before their ticks are written, and no more once their candles are on the
 * shelf: whatever happens between the two, what is marked is made anew from the ticks. Blocks; safe on any thread.
 */
final class CandleBook {
    /** Sums that may be fresh before a writer has to put them on the shelf itself. */
    private static final int MAX_FRESH = 50_000;

    private final Shelf shelf;
    private final LongSupplier nanos;
    private final CandleFigures figures;
    private final Fresh fresh = new Fresh();
    private final Clocks clocks = new Clocks();
    private final Ajar ajar = new Ajar();
    private final Marks marks;
    private final Remake remake;

    /**
     * Learns what an earlier process left.
     *
     * @param nanos a clock that only goes forward
     */
    CandleBook(int partition, Shelf shelf, LongSupplier nanos, CandleFigures figures) {
        this.shelf = shelf;
        this.nanos = nanos;
        this.figures = figures;
        this.marks = new Marks(shelf, partition);
        this.remake = new Remake(shelf, this::edition);
        shelf.windows(Key.OPEN, Integer.MAX_VALUE).stream()
                .filter(window -> Partitions.of(window.symbol(), Contract.PARTITIONS) == partition)
                .forEach(this::reopen);
    }

    private void reopen(Window window) {
        shelf.get(window).ifPresent(kept -> ajar.touch(window, kept.sum().last().run(), nanos.getAsLong()));
    }

    private Edition edition() {
        return new Edition(shelf, clocks, ajar, figures, nanos.getAsLong());
    }

    /** Writes the frames to the tick store; the candles have them from then on. */
    synchronized void write(TickStore store, List<TickFrame> frames) {
        marks.mark(store, frames);
        Map<UUID, List<Range>> stored = new HashMap<>();
        for (TickFrame frame : frames) {
            stored.computeIfAbsent(frame.run(), run -> new ArrayList<>(store.ranges(run, frame.partition())));
        }
        try {
            store.write(frames);
        } catch (RuntimeException e) {
            marks.suspect(frames);
            throw e;
        }
        frames.forEach(frame -> count(frame, stored.getOrDefault(frame.run(), new ArrayList<>())));
        if (fresh.seconds() > MAX_FRESH) {
            settle(store);
        }
    }

    /** Passes over what was stored before. */
    private void count(TickFrame frame, List<Range> stored) {
        boolean allNew = stored.stream().noneMatch(range -> range.last() >= frame.firstSequence());
        long latest = Long.MIN_VALUE;
        for (Tick tick : frame.ticks()) {
            if (allNew || stored.stream().noneMatch(range -> holds(range, tick.sequence()))) {
                fresh.add(tick);
                latest = Math.max(latest, tick.timeMicros());
            }
        }
        if (latest > Long.MIN_VALUE) {
            clocks.advance(frame.run(), latest);
        }
        stored.add(new Range(frame.firstSequence(), frame.lastSequence()));
    }

    private static boolean holds(Range range, long sequence) {
        return range.first() <= sequence && sequence <= range.last();
    }

    /** Puts what is fresh on the shelf, closes what is over, and makes anew what is suspect. */
    synchronized void settle(TickStore store) {
        marks.suspects().forEach(fresh::drop);
        Edition edition = edition();
        for (Interval interval : Interval.values()) {
            fresh.sums(interval).forEach(edition::add);
        }
        ajar.over(clocks::past, nanos.getAsLong()).forEach(edition::close);
        marks.counted().forEach(minute -> edition.remove(Key.DIRTY.of(minute)));
        edition.write();
        fresh.clear();
        marks.settled();
        for (Window minute : marks.suspects()) {
            remake(store, minute, false);
        }
    }

    private void remake(TickStore store, Window minute, boolean quiet) {
        remake.minute(store, minute, quiet);
        marks.remade(minute);
        figures.remadeMinute();
    }

    /** Takes a symbol's ticks into account that were stored before there were candles. Others may use the book meanwhile. */
    void build(TickStore store, String symbol) {
        long from = Long.MIN_VALUE;
        List<Tick> next = store.range(symbol, from, Long.MAX_VALUE, 1);
        while (!next.isEmpty()) {
            Window minute = Window.at(symbol, Interval.MINUTE, next.get(0).timeMicros());
            buildMinute(store, minute);
            from = minute.endMicros();
            next = store.range(symbol, from, Long.MAX_VALUE, 1);
        }
        var built = new Changes();
        built.put(Key.BUILT.of(symbol), new byte[0]);
        shelf.write(built);
    }

    private synchronized void buildMinute(TickStore store, Window minute) {
        settle(store);
        remake(store, minute, true);
    }

    /** Brings the candles of a symbol up to what is stored. */
    synchronized void update(TickStore store, String symbol) {
        if (fresh.has(symbol) || !marks.suspects().isEmpty()) {
            settle(store);
        }
    }

    /** These are told: they are not due any more, unless they have changed since. */
    synchronized void told(List<Kept> candles) {
        var changes = new Changes();
        for (Kept candle : candles) {
            byte[] due = Key.DUE.of(candle.window());
            shelf.row(due)
                    .filter(revision -> Arrays.equals(revision, Edition.revision(candle)))
                    .ifPresent(revision -> changes.remove(due));
        }
        shelf.write(changes);
    }

    synchronized void prune(String symbol, CandleConfig config) {
        var changes = new Changes();
        for (Interval interval : Interval.values()) {
            shelf.newest(symbol, interval, Long.MIN_VALUE, Long.MAX_VALUE, 1)
                    .forEach(newest -> changes.removeRange(
                            Key.CANDLE.of(symbol, interval, Long.MIN_VALUE),
                            Key.CANDLE.of(
                                    symbol,
                                    interval,
                                    newest.window().startMicros()
                                            - config.keep(interval).toSeconds() * 1_000_000)));
        }
        shelf.write(changes);
    }

    synchronized int open() {
        return ajar.size();
    }
}
