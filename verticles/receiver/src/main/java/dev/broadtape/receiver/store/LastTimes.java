package dev.broadtape.receiver.store;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rocksdb.RocksIterator;

/** The symbols of the store, and where the tape's clock stands for each: the time of the last tick that came. */
final class LastTimes {
    private final Map<String, Long> micros = new ConcurrentHashMap<>();

    /** Finds the symbols by leaping from one to the next; the newest tick stands for the last that came. */
    void load(RocksIterator ticks) {
        ticks.seek(Tally.TICKS);
        while (ticks.isValid()) {
            String symbol = TickRow.symbol(ticks.key());
            ticks.seekForPrev(TickRow.end(symbol));
            micros.put(symbol, TickRow.tick(ticks.key(), ticks.value()).timeMicros());
            ticks.seek(TickRow.end(symbol));
        }
    }

    void advance(List<TickFrame> frames) {
        Map<String, Long> last = new HashMap<>();
        for (int frame = frames.size() - 1; frame >= 0; frame--) {
            List<Tick> ticks = frames.get(frame).ticks();
            for (int tick = ticks.size() - 1; tick >= 0; tick--) {
                if (!last.containsKey(ticks.get(tick).symbol())) {
                    last.put(ticks.get(tick).symbol(), ticks.get(tick).timeMicros());
                }
            }
        }
        micros.putAll(last);
    }

    /** A copy: symbols and times in microseconds. */
    Map<String, Long> all() {
        return Map.copyOf(micros);
    }

    boolean knows(String symbol) {
        return micros.containsKey(symbol);
    }

    /** The symbols that ticked last come first. */
    List<String> lastFirst() {
        return all().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
