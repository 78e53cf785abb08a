package dev.broadtape.receiver.candle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * The windows that have ticks and have not closed. A window closes when its run is past it, or has brought it nothing for
 * {@link #IDLE}; of more than {@link #MOST} the ones that were touched longest ago close early. For one thread.
 */
final class Ajar {
    static final int MOST = 50_000;
    static final Duration IDLE = Duration.ofMinutes(1);

    private record Since(UUID run, long nanos) {}

    private final Map<Window, Since> windows = new LinkedHashMap<>();

    void touch(Window window, UUID run, long nowNanos) {
        windows.remove(window);
        windows.put(window, new Since(run, nowNanos));
    }

    void close(Window window) {
        windows.remove(window);
    }

    boolean has(Window window) {
        return windows.containsKey(window);
    }

    int size() {
        return windows.size();
    }

    /**
     * Those that are to be closed now.
     *
     * @param past whether a run is past a window
     */
    List<Window> over(BiPredicate<UUID, Window> past, long nowNanos) {
        var over = new ArrayList<Window>();
        int tooMany = windows.size() - MOST;
        for (Map.Entry<Window, Since> entry : windows.entrySet()) {
            Since since = entry.getValue();
            if (tooMany-- > 0 || nowNanos - since.nanos() > IDLE.toNanos() || past.test(since.run(), entry.getKey())) {
                over.add(entry.getKey());
            }
        }
        return over;
    }
}
