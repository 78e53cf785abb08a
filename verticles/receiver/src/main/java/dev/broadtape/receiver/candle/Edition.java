package dev.broadtape.receiver.candle;

import dev.broadtape.receiver.store.Changes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Candles that change together: on the shelf all at once or not at all, and only then in memory. For one thread. */
final class Edition {
    private static final byte[] NOTHING = {};

    private final Shelf shelf;
    private final Clocks clocks;
    private final Ajar ajar;
    private final CandleFigures figures;
    private final long nowNanos;
    private final Changes changes = new Changes();
    private final List<Runnable> written = new ArrayList<>();
    private final Set<Window> changed = new HashSet<>();

    Edition(Shelf shelf, Clocks clocks, Ajar ajar, CandleFigures figures, long nowNanos) {
        this.shelf = shelf;
        this.clocks = clocks;
        this.ajar = ajar;
        this.figures = figures;
        this.nowNanos = nowNanos;
    }

    /** Adds ticks to a candle. */
    void add(Window window, Sum more) {
        Optional<Kept> before = shelf.get(window);
        before.ifPresent(kept -> more.add(kept.sum()));
        put(new Kept(window, more, before.map(Kept::revision).orElse(0)));
    }

    /**
     * Puts what was added up anew in the place of a candle.
     *
     * @param quiet whether it is not told: nobody was ever told of it before
     */
    void replace(Window window, Optional<Sum> sum, boolean quiet) {
        Optional<Kept> before = shelf.get(window);
        int revision = before.map(Kept::revision).orElse(0);
        if (sum.isEmpty()) {
            drop(window);
            return;
        }
        var now = new Kept(window, sum.get(), revision);
        if (quiet && !ajar.has(window)) {
            changes.put(Key.CANDLE.of(window), (revision == 0 ? now.next() : now).row());
        } else if (revision == 0
                || !Arrays.equals(now.row(), before.orElseThrow().row())) {
            put(now);
        }
    }

    private void drop(Window window) {
        changes.remove(Key.CANDLE.of(window));
        changes.remove(Key.DUE.of(window));
        forget(window);
    }

    private void forget(Window window) {
        changes.remove(Key.OPEN.of(window));
        written.add(() -> ajar.close(window));
    }

    private void put(Kept candle) {
        if (clocks.past(candle.sum().last().run(), candle.window()) && whole(candle.window())) {
            close(candle);
            return;
        }
        Window window = candle.window();
        changed.add(window);
        changes.put(Key.CANDLE.of(window), candle.row());
        if (!ajar.has(window)) {
            changes.put(Key.OPEN.of(window), NOTHING);
        }
        written.add(() -> ajar.touch(window, candle.sum().last().run(), nowNanos));
    }

    /** Closes a window, unless it is part of this edition already. */
    void close(Window window) {
        if (!changed.contains(window) && whole(window)) {
            shelf.get(window).ifPresentOrElse(this::close, () -> forget(window));
        }
    }

    /** Whether all ticks that were ever stored are in: before that, nobody is told. */
    private boolean whole(Window window) {
        return shelf.isBuilt(window.symbol());
    }

    private void close(Kept candle) {
        Kept now = candle.next();
        Window window = now.window();
        changed.add(window);
        changes.put(Key.CANDLE.of(window), now.row());
        changes.put(Key.DUE.of(window), revision(now));
        forget(window);
        written.add(() -> figures.closed(now));
    }

    static byte[] revision(Kept candle) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(candle.revision()).array();
    }

    void remove(byte[] key) {
        changes.remove(key);
    }

    void put(byte[] key) {
        changes.put(key, NOTHING);
    }

    void write() {
        shelf.write(changes);
        written.forEach(Runnable::run);
    }
}
