package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Interval;
import dev.broadtape.receiver.store.TickStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the candles of a minute anew from its ticks, and the longer ones around it from those on the shelf. For one thread. */
final class Remake {
    private static final int SECONDS = 60;
    private static final int MINUTES = 60;
    private static final int HOURS = 25;

    private final Shelf shelf;
    private final Supplier<Edition> editions;

    Remake(Shelf shelf, Supplier<Edition> editions) {
        this.shelf = shelf;
        this.editions = editions;
    }

    /**
     * Ends with the mark removed; when it fails, all of it is to be done again.
     *
     * @param quiet whether the candles are not told
     */
    void minute(TickStore store, Window minute, boolean quiet) {
        shortest(store, minute, quiet);
        Edition longer = editions.get();
        longer.replace(minute.in(Interval.FIVE_MINUTES), sum(minute.in(Interval.FIVE_MINUTES), Interval.MINUTE), quiet);
        longer.replace(minute.in(Interval.HOUR), sum(minute.in(Interval.HOUR), Interval.MINUTE), quiet);
        longer.write();
        Edition longest = editions.get();
        longest.replace(minute.in(Interval.DAY), sum(minute.in(Interval.DAY), Interval.HOUR), quiet);
        longest.remove(Key.DIRTY.of(minute));
        longest.write();
    }

    private void shortest(TickStore store, Window minute, boolean quiet) {
        Map<Window, Sum> seconds = seconds(store, minute);
        Edition edition = editions.get();
        shelf.oldest(minute.symbol(), Interval.SECOND, minute.startMicros(), minute.endMicros(), SECONDS)
                .forEach(kept -> {
                    if (!seconds.containsKey(kept.window())) {
                        edition.replace(kept.window(), Optional.empty(), quiet);
                    }
                });
        seconds.forEach((second, sum) -> edition.replace(second, Optional.of(sum), quiet));
        edition.replace(
                minute,
                seconds.values().stream().map(Sum::copy).reduce((all, sum) -> {
                    all.add(sum);
                    return all;
                }),
                quiet);
        edition.write();
    }

    private static Map<Window, Sum> seconds(TickStore store, Window minute) {
        var seconds = new HashMap<Window, Sum>();
        TickPages.read(store, minute.symbol(), minute.startMicros(), minute.endMicros(), tick -> {
            Window second = Window.at(tick.symbol(), Interval.SECOND, tick.timeMicros());
            Sum before = seconds.get(second);
            if (before == null) {
                seconds.put(second, Sum.of(tick));
            } else {
                before.add(tick);
            }
        });
        return seconds;
    }

    private Optional<Sum> sum(Window window, Interval parts) {
        int most = parts == Interval.HOUR ? HOURS : MINUTES;
        return shelf.oldest(window.symbol(), parts, window.startMicros(), window.endMicros(), most).stream()
                .map(Kept::sum)
                .reduce((all, part) -> {
                    all.add(part);
                    return all;
                });
    }
}
