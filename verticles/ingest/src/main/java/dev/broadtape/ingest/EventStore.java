package dev.broadtape.ingest;

import static dev.broadtape.ingest.Collections.EVENTS;
import static dev.broadtape.ingest.Collections.byId;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventType;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The envelopes, by their ids, each with whether it was sent and with {@code recordedAtMicros}, which orders them. */
final class EventStore {
    private static final Logger log = LoggerFactory.getLogger(EventStore.class);
    private static final JsonObject UNSENT = new JsonObject().put("sent", false);

    private final Mongo mongo;

    EventStore(Mongo mongo) {
        this.mongo = mongo;
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
        return mongo.runLong(client -> client.findWithOptions(EVENTS, UNSENT, oldestFirst))
                .map(found -> new Unsent(readable(found), found.size() < limit));
    }

    private static SortedMap<Long, DomainEvent> readable(List<JsonObject> documents) {
        var events = new TreeMap<Long, DomainEvent>();
        for (JsonObject document : documents) {
            try {
                events.put(document.getLong("recordedAtMicros"), Wire.fromJson(document, DomainEvent.class));
            } catch (Fault e) {
                log.error("event {} cannot be read: {}", document.getString("_id"), e.getMessage());
            }
        }
        return events;
    }

    Future<Long> countUnsent() {
        return mongo.runLong(client -> client.count(EVENTS, UNSENT));
    }

    Future<Void> markSent(Collection<UUID> ids, long atMicros) {
        JsonObject among = new JsonObject()
                .put("$in", new JsonArray(ids.stream().map(UUID::toString).toList()));
        JsonObject update =
                new JsonObject().put("$set", new JsonObject().put("sent", true).put("sentAtMicros", atMicros));
        return mongo.run(client -> client.updateCollectionWithOptions(
                        EVENTS, new JsonObject().put("_id", among), update, new UpdateOptions().setMulti(true)))
                .mapEmpty();
    }

    /** Whether it was ever told that so many symbols have data. */
    Future<Boolean> toldThreshold(int threshold) {
        JsonObject wanted = new JsonObject()
                .put("eventType", EventType.DATA_THRESHOLD_REACHED.wireName())
                .put("data.threshold", threshold);
        return mongo.runLong(client -> client.count(EVENTS, wanted)).map(count -> count > 0);
    }
}
