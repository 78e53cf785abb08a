package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Interval;
import dev.broadtape.contract.Partitions;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.store.Changes;
import dev.broadtape.receiver.store.TickStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The minutes of a partition that were marked before their ticks were written: those of this process, which it counts, and
 * suspects, of which nobody knows what was counted. For one thread.
 */
final class Marks {
    /** Symbols that need no second look; beyond so many, each is looked at again. */
    private static final int MAX_KNOWN = 20_000;

    private static final byte[] NOTHING = {};

    private final Shelf shelf;
    private final Set<Window> counted = new HashSet<>();
    private final Set<Window> suspects = new HashSet<>();
    private final Map<String, Long> lastMinutes = new HashMap<>();
    private final Set<String> known = new HashSet<>();

    /** Whatever is marked already was left by an earlier process. */
    Marks(Shelf shelf, int partition) {
        this.shelf = shelf;
        shelf.windows(Key.DIRTY, Integer.MAX_VALUE).stream()
                .filter(minute -> Partitions.of(minute.symbol(), Contract.PARTITIONS) == partition)
                .forEach(suspects::add);
    }

    /** Call it before the frames are written. */
    void mark(TickStore store, List<TickFrame> frames) {
        var changes = new Changes();
        for (TickFrame frame : frames) {
            for (Tick tick : frame.ticks()) {
                mark(store, tick, changes);
            }
        }
        shelf.write(changes);
    }

    private void mark(TickStore store, Tick tick, Changes changes) {
        long start = Interval.MINUTE.startMicros(tick.timeMicros());
        Long last = lastMinutes.put(tick.symbol(), start);
        if (last != null && last == start) {
            return;
        }
        if (!known.contains(tick.symbol())) {
            meet(store, tick.symbol(), changes);
        }
        var minute = new Window(tick.symbol(), Interval.MINUTE, start);
        if (counted.add(minute)) {
            changes.put(Key.DIRTY.of(minute), NOTHING);
        }
    }

    /** A symbol without a tick needs no building. */
    private void meet(TickStore store, String symbol, Changes changes) {
        if (known.size() < MAX_KNOWN) {
            known.add(symbol);
        }
        if (!shelf.isBuilt(symbol) && store.newest(symbol, 1).isEmpty()) {
            changes.put(Key.BUILT.of(symbol), NOTHING);
        }
    }

    /** The minutes of frames that were perhaps written. */
    void suspect(List<TickFrame> frames) {
        for (TickFrame frame : frames) {
            for (Tick tick : frame.ticks()) {
                suspects.add(Window.at(tick.symbol(), Interval.MINUTE, tick.timeMicros()));
            }
        }
    }

    /** Those that are marked and no suspects. */
    List<Window> counted() {
        return counted.stream().filter(minute -> !suspects.contains(minute)).toList();
    }

    /** What was counted is on the shelf, and its marks are not. */
    void settled() {
        counted.clear();
        lastMinutes.clear();
    }

    List<Window> suspects() {
        return List.copyOf(suspects);
    }

    void remade(Window minute) {
        suspects.remove(minute);
    }
}
