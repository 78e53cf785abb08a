package dev.broadtape.receiver.ws;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Symbols;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The newest tick of each symbol, in the order in which they came, and the tracks that they came on. At most
 * {@link #MAX_SYMBOLS}: ticks of any more are refused and counted.
 */
final class Board {
    static final int MAX_SYMBOLS = 5_000;

    private static final Tick NO_TICK = new Tick(new UUID(0, 0), 0, 0, TickSource.LIVE, "", 0, 0, 0, 0, 0, 0);

    private final Map<String, Quote> quotes = new HashMap<>();
    /** After it comes the one that was quiet for longest, before it the newest. */
    private final Quote ends = Quote.of(NO_TICK);

    private final Tracks tracks;
    private long heard;
    private long refused;
    private long missed;

    Board(Tracks tracks) {
        this.tracks = tracks;
    }

    void hear(TickFrame frame) {
        if (frame.firstSequence() >= 1) {
            hearAll(frame);
        }
    }

    private void hearAll(TickFrame frame) {
        Track track = tracks.of(frame);
        for (Tick tick : frame.ticks()) {
            long gap = track.gapBefore(tick);
            if (gap >= 0) {
                missed += gap;
                track.add(tick);
                change(tick);
            }
        }
    }

    private void change(Tick tick) {
        Quote quote = quotes.get(tick.symbol());
        if (quote != null) {
            quote.unlink();
        } else if (quotes.size() < MAX_SYMBOLS && proper(tick.symbol())) {
            quote = Quote.of(tick);
            quotes.put(tick.symbol(), quote);
        } else {
            refused++;
            return;
        }
        quote.change(tick, ++heard);
        quote.linkBefore(ends);
    }

    /** The bus carries what anybody says, and this one goes into JSON as it is. */
    private static boolean proper(String symbol) {
        try {
            return Symbols.parse(symbol).equals(symbol);
        } catch (Fault e) {
            return false;
        }
    }

    Optional<Quote> quote(String symbol) {
        return Optional.ofNullable(quotes.get(symbol));
    }

    /** The oldest {@code most} of those that changed after {@code version}, oldest first. */
    List<Quote> changedAfter(long version, int most) {
        Deque<Quote> changed = new ArrayDeque<>();
        for (Quote quote = ends.before(); quote != ends && quote.version() > version; quote = quote.before()) {
            if (changed.size() == most) {
                changed.removeLast();
            }
            changed.addFirst(quote);
        }
        return new ArrayList<>(changed);
    }

    Tracks tracks() {
        return tracks;
    }

    /** How many ticks came, each once: the version of the newest quote. */
    long heard() {
        return heard;
    }

    /** Ticks that no client can be told of, since there are too many symbols. */
    long refused() {
        return refused;
    }

    /** Ticks that the bus did not bring. */
    long missed() {
        return missed;
    }
}
