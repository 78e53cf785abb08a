package dev.broadtape.receiver.store;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rocksdb.RocksIterator;

/** The symbols of the store and the last tick that came for each, whose time is where the tape's clock stands for it. */
final class LastTicks {
    private final Map<String, Tick> ticks = new ConcurrentHashMap<>();

    /** Finds the symbols by leaping from one to the next; the newest tick stands for the last that came. */
    void load(RocksIterator rows) {
        rows.seek(Tally.TICKS);
        while (rows.isValid()) {
            String symbol = TickRow.symbol(rows.key());
            rows.seekForPrev(TickRow.end(symbol));
            ticks.put(symbol, TickRow.tick(rows.key(), rows.value()));
            rows.seek(TickRow.end(symbol));
        }
    }

    void advance(List<TickFrame> frames) {
        Map<String, Tick> last = new HashMap<>();
        for (int frame = frames.size() - 1; frame >= 0; frame--) {
            List<Tick> ticks = frames.get(frame).ticks();
            for (int tick = ticks.size() - 1; tick >= 0; tick--) {
                if (!last.containsKey(ticks.get(tick).symbol())) {
                    last.put(ticks.get(tick).symbol(), ticks.get(tick));
                }
            }
        }
        this.ticks.putAll(last);
    }

    /** A copy: symbols and times in microseconds. */
    Map<String, Long> times() {
        Map<String, Long> times = new HashMap<>();
        ticks.forEach((symbol, tick) -> times.put(symbol, tick.timeMicros()));
        return times;
    }

    Optional<Tick> of(String symbol) {
        return Optional.ofNullable(ticks.get(symbol));
    }

    List<Tick> after(String symbol, int limit) {
        return ticks.values().stream()
                .filter(tick -> tick.symbol().compareTo(symbol) > 0)
                .sorted(Comparator.comparing(Tick::symbol))
                .limit(limit)
                .toList();
    }

    /** The symbols that ticked last come first. */
    List<String> lastFirst() {
        return times().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
