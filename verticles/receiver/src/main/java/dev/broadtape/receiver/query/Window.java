package dev.broadtape.receiver.query;

import dev.broadtape.receiver.store.Minute;
import java.time.Duration;

/**
 * Whole minutes of the tape's time, so long and up to the end of the minute in which the tape's clock is.
 *
 * @param toMicros the first time that is outside
 */
record Window(long fromMicros, long toMicros) {
    static Window upTo(long clockMicros, Duration length) {
        long toMicros = Minute.start(clockMicros) + Minute.MICROS;
        return new Window(toMicros - length.toMillis() * 1_000, toMicros);
    }

    /** Reads 90m, 24h or 7d. */
    static Duration length(String text) {
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
