package dev.broadtape.ingest.provider;

import dev.broadtape.kit.config.Secret;
import java.util.List;

/**
 * What a provider allows.
 *
 * @param keys each of which has the calls below, at least one
 */
public record Limits(int perSecond, int perDay, List<Secret> keys) {
    /** Of all keys together. */
    public int callsPerDay() {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, (long) perDay * keys.size()));
    }
}
