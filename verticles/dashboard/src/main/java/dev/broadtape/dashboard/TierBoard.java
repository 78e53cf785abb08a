package dev.broadtape.dashboard;

import dev.broadtape.contract.TierStatus;
import dev.broadtape.contract.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last word of each tier on each node. A silent one is shown as down, and is forgotten after a minute.
 * At most {@link #MAX_TIERS}: then the one that has been silent longest goes.
 */
final class TierBoard {
    static final int MAX_TIERS = 256;
    static final Duration SILENT = Duration.ofSeconds(5);
    static final Duration FORGOTTEN = Duration.ofMinutes(1);

    /** A status and when it came, by our own clock. */
    record Word(TierStatus status, Instant heard) {
        /** How long it has been silent, if that is too long. */
        Optional<Duration> silence(Instant now) {
            Duration since = Duration.between(heard, now);
            return since.compareTo(SILENT) > 0 ? Optional.of(since) : Optional.empty();
        }

        boolean ok(Instant now) {
            return status.ready() && silence(now).isEmpty();
        }

        JsonObject json(Instant now) {
            JsonObject json = Wire.toJson(status).put("ok", ok(now));
            silence(now).ifPresent(since -> json.put("detail", "no word for %d s".formatted(since.toSeconds())));
            return json;
        }
    }

    /** By tier and node, the longest silent first. */
    private final Map<String, Word> words = new LinkedHashMap<>();

    void hear(TierStatus status, Instant now) {
        String key = status.tier() + " " + status.node();
        words.remove(key);
        words.put(key, new Word(status, now));
        if (words.size() > MAX_TIERS) {
            words.remove(words.keySet().iterator().next());
        }
    }

    /** Forgets those that have been silent for too long. */
    void expire(Instant now) {
        words.values().removeIf(word -> Duration.between(word.heard(), now).compareTo(FORGOTTEN) > 0);
    }

    List<Word> words() {
        return List.copyOf(words.values());
    }

    JsonArray json(Instant now) {
        var tiers = new JsonArray();
        words.values().forEach(word -> tiers.add(word.json(now)));
        return tiers;
    }
}
