package dev.broadtape.dashboard;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The last {@link #KEPT} domain events, and which of them to tell at once: at most {@link #TOLD_PER_SECOND},
 * the rest are counted. An event that comes twice is one event.
 */
final class EventLog {
    static final int KEPT = 50;
    static final int TOLD_PER_SECOND = 20;
    static final int REMEMBERED = 1_000;

    private final Deque<JsonObject> events = new ArrayDeque<>(KEPT);
    private final Set<UUID> seen = new LinkedHashSet<>();
    private int toldThisSecond;
    private long heard;
    private long omitted;
    private long omittedSinceTold;

    /** What to tell the browsers of it, unless it is known or there are too many. */
    Optional<JsonObject> hear(DomainEvent event) {
        if (!remember(event.eventId())) {
            return Optional.empty();
        }
        heard++;
        JsonObject json = json(event);
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        events.addLast(json);
        return told(json);
    }

    private boolean remember(UUID eventId) {
        if (!seen.add(eventId)) {
            return false;
        }
        if (seen.size() > REMEMBERED) {
            seen.remove(seen.iterator().next());
        }
        return true;
    }

    private Optional<JsonObject> told(JsonObject event) {
        if (toldThisSecond == TOLD_PER_SECOND) {
            omitted++;
            omittedSinceTold++;
            return Optional.empty();
        }
        toldThisSecond++;
        JsonObject message = event.copy().put("omitted", omittedSinceTold);
        omittedSinceTold = 0;
        return Optional.of(message);
    }

    private static JsonObject json(DomainEvent event) {
        JsonObject json = Wire.toJson(event);
        event.data().subject().ifPresent(symbol -> json.put("symbol", symbol));
        return json;
    }

    /** A new second has begun: as many as before may be told again. */
    void nextSecond() {
        toldThisSecond = 0;
    }

    long heard() {
        return heard;
    }

    /** Events that were not told by themselves; the snapshot has them while they are among the last. */
    long omitted() {
        return omitted;
    }

    /** Oldest first. */
    JsonArray json() {
        var all = new JsonArray();
        events.forEach(all::add);
        return all;
    }
}
