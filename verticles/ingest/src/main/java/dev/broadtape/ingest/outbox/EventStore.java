package dev.broadtape.ingest.outbox;

import static dev.broadtape.ingest.store.Collections.EVENTS;
import static dev.broadtape.ingest.store.Collections.byId;
import static dev.broadtape.ingest.store.Collections.expiry;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventType;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Wire;
import dev.broadtape.ingest.store.Find;
import dev.broadtape.ingest.store.Mongo;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The envelopes, by their ids, each with whether it was sent and with {@code recordedAtMicros}, which orders them. Only
 * what was sent expires. That the threshold was reached is told once in the life of a store: that event stays.
 */
public final class EventStore {
    private static final Logger log = LoggerFactory.getLogger(EventStore.class);
    private static final JsonObject UNSENT = new JsonObject().put("sent", false);
    private static final EventType FOR_GOOD = EventType.DATA_THRESHOLD_REACHED;

    private final Mongo mongo;
    private final Duration keep;

    /**
     * The events of a database.
     *
     * @param keep how long those that were sent stay
     */
    public EventStore(Mongo mongo, Duration keep) {
        this.mongo = mongo;
        this.keep = keep;
    }

    /** True when the event is new; one that is there already stays as it is. */
    Future<Boolean> add(DomainEvent event, long recordedAtMicros) {
        JsonObject document = Wire.toJson(event).put("sent", false).put("recordedAtMicros", recordedAtMicros);
        JsonObject update = new JsonObject().put("$setOnInsert", document);
        return mongo.run(client -> client.updateCollectionWithOptions(
                        EVENTS, byId(event.eventId().toString()), update, new UpdateOptions().setUpsert(true)))
                .map(result -> result.getDocMatched() == 0);
    }

    /**
     * The oldest that were not sent. One that this version cannot read stays behind.
     *
     * @param events by when they were recorded
     * @param all whether there are no others
     */
    record Unsent(SortedMap<Long, DomainEvent> events, boolean all) {}

    Future<Unsent> oldestUnsent(int limit) {
        FindOptions oldestFirst = new FindOptions()
                .setSort(new JsonObject().put("recordedAtMicros", 1))
                .setLimit(limit);
        return mongo.runLong(Find.in(EVENTS, UNSENT, oldestFirst))
                .map(found -> new Unsent(readable(found), found.size() < limit));
    }

    private static SortedMap<Long, DomainEvent> readable(List<JsonObject> documents) {
        var events = new TreeMap<Long, DomainEvent>();
        for (JsonObject document : documents) {
            try {
                long at = document.getLong("recordedAtMicros");
                while (events.containsKey(at)) { // two hosts in the same microsecond
                    at++;
                }
                events.put(at, Wire.fromJson(document, DomainEvent.class));
            } catch (Fault e) {
                log.error("event {} cannot be read: {}", document.getString("_id"), e.getMessage());
            }
        }
        return events;
    }

    Future<Long> countUnsent() {
        return mongo.runLong(client -> client.count(EVENTS, UNSENT));
    }

    Future<Void> markSent(Collection<DomainEvent> events, long atMicros) {
        JsonObject sent = new JsonObject().put("sent", true).put("sentAtMicros", atMicros);
        JsonObject expiring = sent.copy().put("expiresAt", expiry(atMicros, keep));
        return set(ids(events, false), expiring).compose(v -> set(ids(events, true), sent));
    }

    private static List<String> ids(Collection<DomainEvent> events, boolean forGood) {
        return events.stream()
                .filter(event -> (event.eventType() == FOR_GOOD) == forGood)
                .map(event -> event.eventId().toString())
                .toList();
    }

    private Future<Void> set(List<String> ids, JsonObject fields) {
        if (ids.isEmpty()) {
            return Future.succeededFuture();
        }
        JsonObject among = new JsonObject().put("_id", new JsonObject().put("$in", new JsonArray(ids)));
        JsonObject update = new JsonObject().put("$set", fields);
        return mongo.run(client ->
                        client.updateCollectionWithOptions(EVENTS, among, update, new UpdateOptions().setMulti(true)))
                .mapEmpty();
    }

    /** Whether it was ever told that so many symbols have data. */
    Future<Boolean> toldThreshold(int threshold) {
        JsonObject wanted =
                new JsonObject().put("eventType", FOR_GOOD.wireName()).put("data.threshold", threshold);
        return mongo.runLong(client -> client.count(EVENTS, wanted)).map(count -> count > 0);
    }
}
