package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Interval;
import dev.broadtape.contract.Tick;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ticks that were written and are in no candle on the shelf yet: a sum for each second of a symbol. For one thread. */
final class Fresh {
    /** The seconds of one symbol. Ticks mostly follow each other, so the last sum is at hand. */
    private static final class Seconds {
        private final Map<Long, Sum> sums = new HashMap<>();
        private long lastStart;
        private @Nullable Sum last;
    }

    private final Map<String, Seconds> bySymbol = new HashMap<>();
    private int seconds;

    void add(Tick tick) {
        Seconds of = bySymbol.computeIfAbsent(tick.symbol(), any -> new Seconds());
        long start = Interval.SECOND.startMicros(tick.timeMicros());
        Sum sum = of.last != null && of.lastStart == start ? of.last : of.sums.get(start);
        if (sum == null) {
            sum = Sum.of(tick);
            of.sums.put(start, sum);
            seconds++;
        } else {
            sum.add(tick);
        }
        of.last = sum;
        of.lastStart = start;
    }

    /** What there is for each window of that length; the sums are the caller's own. */
    Map<Window, Sum> sums(Interval interval) {
        var result = new HashMap<Window, Sum>();
        bySymbol.forEach((symbol, of) -> of.sums.forEach((start, sum) -> {
            Window window = Window.at(symbol, interval, start);
            Sum before = result.get(window);
            if (before == null) {
                result.put(window, sum.copy());
            } else {
                before.add(sum);
            }
        }));
        return result;
    }

    boolean has(String symbol) {
        return bySymbol.containsKey(symbol);
    }

    /** Forgets what there is of a minute. */
    void drop(Window minute) {
        Seconds of = bySymbol.get(minute.symbol());
        if (of == null) {
            return;
        }
        of.last = null;
        Iterator<Long> starts = of.sums.keySet().iterator();
        while (starts.hasNext()) {
            long start = starts.next();
            if (start >= minute.startMicros() && start < minute.endMicros()) {
                starts.remove();
                seconds--;
            }
        }
    }

    void clear() {
        bySymbol.clear();
        seconds = 0;
    }

    /** How many sums there are. */
    int seconds() {
        return seconds;
    }
}
