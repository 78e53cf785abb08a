package dev.broadtape.dashboard;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest quote of each symbol, and which of them changed since it was last asked. At most
 * {@link #MAX_SYMBOLS}: ticks of any more are refused and counted.
 */
final class QuoteBoard {
    static final int MAX_SYMBOLS = 5_000;

    /**
     * What came in since the last take.
     *
     * @param ticks all that were heard
     * @param quotes one for each symbol that changed
     */
    record Taken(long ticks, List<Quote> quotes) {
        /** Ticks that no frame tells by themselves. */
        long conflated() {
            return ticks - quotes.size();
        }
    }

    private final Map<String, Quote> quotes = new LinkedHashMap<>();
    private final Map<String, Quote> changed = new LinkedHashMap<>();
    private long ticks;
    private long refused;
    private long repeated;

    void hear(TickFrame frame) {
        ticks += frame.ticks().size();
        frame.ticks().forEach(this::hear);
    }

    private void hear(Tick tick) {
        Quote before = quotes.get(tick.symbol());
        if (before == null && quotes.size() >= MAX_SYMBOLS) {
            refused++;
        } else if (before != null && before.repeats(tick)) {
            repeated++;
        } else {
            Quote now = before == null ? Quote.first(tick) : before.next(tick);
            quotes.put(tick.symbol(), now);
            changed.put(tick.symbol(), now);
        }
    }

    Taken take() {
        var taken = new Taken(ticks, new ArrayList<>(changed.values()));
        ticks = 0;
        changed.clear();
        return taken;
    }

    Collection<Quote> quotes() {
        return quotes.values();
    }

    /** Ticks of symbols that there was no room for. */
    long refused() {
        return refused;
    }

    /** Ticks heard a second time, as after a receiver was replaced. */
    long repeated() {
        return repeated;
    }
}
