package dev.broadtape.ingest.store;

import static dev.broadtape.ingest.store.Collections.byId;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events inside the documents that they tell of, by their ids, until they stand in {@code events}. That is how an
 * event is written with its data although no server here has transactions over two documents.
 */
public final class Embedded {
    static final String FIELD = "outbox";

    private static final Logger log = LoggerFactory.getLogger(Embedded.class);
    private static final JsonObject ANY = new JsonObject().put(FIELD, new JsonObject().put("$exists", true));

    /** An event and where it stands. */
    public record Place(String collection, String id, DomainEvent event) {}

    private final Mongo mongo;

    public Embedded(Mongo mongo) {
        this.mongo = mongo;
    }

    /** Adds an event to the fields that a {@code $set} writes; doing it again changes nothing. */
    public static void put(JsonObject set, DomainEvent event) {
        set.put(path(event.eventId()), Wire.toJson(event));
    }

    /** All that stand in a collection. */
    public Future<List<Place>> in(String collection) {
        var only = new FindOptions().setFields(new JsonObject().put(FIELD, 1));
        return mongo.runLong(Find.in(collection, ANY, only))
                .map(found -> found.stream()
                        .flatMap(document -> places(collection, document).stream())
                        .toList());
    }

    private static List<Place> places(String collection, JsonObject document) {
        var places = new ArrayList<Place>();
        JsonObject events = document.getJsonObject(FIELD);
        for (String id : events.fieldNames()) {
            try {
                places.add(new Place(
                        collection,
                        document.getString("_id"),
                        Wire.fromJson(events.getJsonObject(id), DomainEvent.class)));
            } catch (Fault e) {
                log.error("event {} in {} cannot be read: {}", id, collection, e.getMessage());
            }
        }
        return places;
    }

    /** For an event that is in {@code events} by now. */
    public Future<Void> remove(Place place) {
        JsonObject update = new JsonObject()
                .put("$unset", new JsonObject().put(path(place.event().eventId()), ""));
        return mongo.run(client -> client.updateCollection(place.collection(), byId(place.id()), update))
                .mapEmpty();
    }

    private static String path(UUID eventId) {
        return FIELD + "." + eventId;
    }
}
