package dev.broadtape.ingest.outbox;

import static dev.broadtape.ingest.store.Collections.EVENTS;

import dev.broadtape.contract.EventType;
import dev.broadtape.ingest.store.Find;
import dev.broadtape.ingest.store.Mongo;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The stored events, for readers. An event's id begins with its time, so ids give the order and the pages. */
public final class EventHistory {
    /** What is stored beside an envelope. */
    private static final List<String> OURS = List.of("_id", "sent", "sentAtMicros", "recordedAtMicros", "expiresAt");

    private final Mongo mongo;

    public EventHistory(Mongo mongo) {
        this.mongo = mongo;
    }

    /** Which events; {@code before} is the last of the page before. */
    public record Page(Optional<EventType> type, Optional<UUID> before, int limit) {
        JsonObject filter() {
            JsonObject filter = new JsonObject();
            type.ifPresent(wanted -> filter.put("eventType", wanted.wireName()));
            before.ifPresent(id -> filter.put("_id", new JsonObject().put("$lt", id.toString())));
            return filter;
        }
    }

    /** Envelopes, newest first. */
    public Future<List<JsonObject>> read(Page page) {
        FindOptions newestFirst =
                new FindOptions().setSort(new JsonObject().put("_id", -1)).setLimit(page.limit());
        return mongo.run(Find.in(EVENTS, page.filter(), newestFirst))
                .map(found -> found.stream().map(EventHistory::envelope).toList());
    }

    private static JsonObject envelope(JsonObject document) {
        JsonObject envelope = document.copy();
        OURS.forEach(envelope::remove);
        return envelope;
    }

    /** How many of a type there are, and how many of them wait to be sent. */
    public record Count(String type, long count, long unsent) {}

    /** One for each type that there is, by name. Two plain groupings, which every server of the protocol knows. */
    public Future<List<Count>> counts() {
        var all = byType(new JsonObject());
        var unsent = byType(new JsonObject().put("sent", false));
        return Future.all(all, unsent)
                .map(both -> all.result().entrySet().stream()
                        .map(type -> new Count(
                                type.getKey(), type.getValue(), unsent.result().getOrDefault(type.getKey(), 0L)))
                        .toList());
    }

    private Future<SortedMap<String, Long>> byType(JsonObject which) {
        JsonObject group = new JsonObject().put("_id", "$eventType").put("count", new JsonObject().put("$sum", 1));
        JsonObject command = new JsonObject()
                .put("aggregate", EVENTS)
                .put(
                        "pipeline",
                        new JsonArray()
                                .add(new JsonObject().put("$match", which))
                                .add(new JsonObject().put("$group", group)))
                .put("cursor", new JsonObject());
        return mongo.run(client -> client.runCommand("aggregate", command))
                .map(answer -> counts(answer.getJsonObject("cursor").getJsonArray("firstBatch")));
    }

    private static SortedMap<String, Long> counts(JsonArray groups) {
        var counts = new TreeMap<String, Long>();
        groups.stream()
                .map(JsonObject.class::cast)
                .forEach(group -> counts.put(group.getString("_id"), group.getLong("count")));
        return counts;
    }
}
