package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Interval;
import dev.broadtape.receiver.store.Cabinet;
import dev.broadtape.receiver.store.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The candles in the cabinet. Blocks; safe on any thread. */
final class Shelf {
    private final Cabinet cabinet;

    Shelf(Cabinet cabinet) {
        this.cabinet = cabinet;
    }

    Optional<Kept> get(Window window) {
        return cabinet.get(Key.CANDLE.of(window)).map(row -> Kept.read(window, row));
    }

    /** The first {@code limit} candles that begin from {@code fromMicros} on and before {@code toMicros}, oldest first. */
    List<Kept> oldest(String symbol, Interval interval, long fromMicros, long toMicros, int limit) {
        var found = new ArrayList<Kept>();
        if (limit > 0 && fromMicros < toMicros) {
            cabinet.ascend(
                    Key.CANDLE.of(symbol, interval, fromMicros),
                    Key.CANDLE.of(symbol, interval, toMicros),
                    (key, row) -> found.add(Kept.read(Key.window(key), row)) && found.size() < limit);
        }
        return found;
    }

    /** The last {@code limit} of them, newest first. */
    List<Kept> newest(String symbol, Interval interval, long fromMicros, long toMicros, int limit) {
        var found = new ArrayList<Kept>();
        if (limit > 0 && fromMicros < toMicros) {
            cabinet.descend(
                    Key.CANDLE.of(symbol, interval, fromMicros),
                    Key.CANDLE.of(symbol, interval, toMicros),
                    (key, row) -> found.add(Kept.read(Key.window(key), row)) && found.size() < limit);
        }
        return found;
    }

    /** The windows that keys of a kind name, at most {@code limit} of them. */
    List<Window> windows(Key kind, int limit) {
        var found = new ArrayList<Window>();
        cabinet.ascend(kind.first(), kind.end(), (key, row) -> found.add(Key.window(key)) && found.size() < limit);
        return found;
    }

    /** The symbols all of whose ticks were taken into account. */
    List<String> built() {
        var found = new ArrayList<String>();
        cabinet.ascend(Key.BUILT.first(), Key.BUILT.end(), (key, row) -> found.add(Key.symbol(key)));
        return found;
    }

    boolean isBuilt(String symbol) {
        return cabinet.get(Key.BUILT.of(symbol)).isPresent();
    }

    Optional<byte[]> row(byte[] key) {
        return cabinet.get(key);
    }

    void write(Changes changes) {
        if (changes.size() > 0) {
            cabinet.write(changes);
        }
    }
}
