package dev.broadtape.receiver.candle;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How far the runs of a partition have come, on the tape's clock. It keeps the {@link #MOST} that ticked last. For one thread.
 */
final class Clocks {
    static final int MOST = 256;
    /** Symbols of one run have no order among each other: a window is over when the run is past its end by so much. */
    static final Duration SETTLING = Duration.ofSeconds(1);

    private static final long SETTLING_MICROS = SETTLING.toSeconds() * 1_000_000;

    private final Map<UUID, Long> micros = new LinkedHashMap<>(16, 0.75f, true);

    void advance(UUID run, long timeMicros) {
        micros.merge(run, timeMicros, Math::max);
        if (micros.size() > MOST) {
            Iterator<UUID> eldest = micros.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    boolean past(UUID run, Window window) {
        Long reached = micros.get(run);
        return reached != null && reached - SETTLING_MICROS >= window.endMicros();
    }
}
