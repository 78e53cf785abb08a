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
     * @param ticks all that were heard, refused ones too
     * @param conflated those of them that no frame tells by themselves: a newer one of the symbol came, or the same before
     * @param quotes one for each symbol that changed
     */
    record Taken(long ticks, long conflated, List<Quote> quotes) {}

    private final Map<String, Quote> quotes = new LinkedHashMap<>();
    private final Map<String, Quote> changed = new LinkedHashMap<>();
    private long heard;
    private long taken;
    private long conflated;
    private long refused;
    private long repeated;

    void hear(TickFrame frame) {
        heard += frame.ticks().size();
        frame.ticks().forEach(this::hear);
    }

    private void hear(Tick tick) {
        Quote before = quotes.get(tick.symbol());
        if (before == null && quotes.size() >= MAX_SYMBOLS) {
            refused++;
        } else if (before != null && before.repeats(tick)) {
            repeated++;
            conflated++;
        } else {
            change(before == null ? Quote.first(tick) : before.next(tick));
        }
    }

    private void change(Quote now) {
        quotes.put(now.last().symbol(), now);
        if (changed.put(now.last().symbol(), now) != null) {
            conflated++;
        }
    }

    Taken take() {
        var since = new Taken(heard - taken, conflated, new ArrayList<>(changed.values()));
        taken = heard;
        conflated = 0;
        changed.clear();
        return since;
    }

    Collection<Quote> quotes() {
        return quotes.values();
    }

    /** All ticks since the start, taken or not yet. */
    long heard() {
        return heard;
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
