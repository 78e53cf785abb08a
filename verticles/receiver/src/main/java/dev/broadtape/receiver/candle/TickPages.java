package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.store.TickStore;
import java.util.List;
import java.util.function.Consumer;

/** Reads all ticks of a symbol and a stretch of time, a page at a time. */
final class TickPages {
    private static final int PAGE = 10_000;

    private TickPages() {}

    static void read(TickStore store, String symbol, long fromMicros, long toMicros, Consumer<Tick> to) {
        long from = fromMicros;
        int limit = PAGE;
        List<Tick> page = store.range(symbol, from, toMicros, limit);
        while (page.size() == limit) {
            long lastMicros = page.get(limit - 1).timeMicros();
            if (lastMicros == from) {
                limit = limit * 2; // a page within one microsecond
            } else {
                page.stream().takeWhile(tick -> tick.timeMicros() < lastMicros).forEach(to);
                from = lastMicros;
            }
            page = store.range(symbol, from, toMicros, limit);
        }
        page.forEach(to);
    }
}
