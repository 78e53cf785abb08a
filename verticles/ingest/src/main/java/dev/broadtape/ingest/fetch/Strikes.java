package dev.broadtape.ingest.fetch;

import dev.broadtape.ingest.provider.Trouble.Meaning;
import dev.broadtape.kit.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a key that was refused is left alone. A limit that does not say for how long is taken for a short one, and
 * for the day's when it was met some times in a row, each time after a longer rest.
 */
final class Strikes {
    private static final int OUT = 5;
    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration BAD_KEY_REST = Duration.ofHours(1);

    private final Map<Secret, Integer> strikes = new HashMap<>();

    void clear(Secret key) {
        strikes.remove(key);
    }

    /**
     * Until when.
     *
     * @param tomorrow when the next day of calls begins
     */
    Instant rest(Secret key, Meaning meaning, Instant now, Instant tomorrow) {
        return switch (meaning) {
            case SPENT -> tomorrow;
            case LIMITED -> {
                int count = strikes.merge(key, 1, Integer::sum);
                yield count >= OUT ? tomorrow : now.plus(FIRST_REST.multipliedBy(1L << (count - 1)));
            }
            default -> now.plus(BAD_KEY_REST);
        };
    }
}
