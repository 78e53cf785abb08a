package dev.broadtape.ingest.outbox;

import dev.broadtape.contract.EventType;
import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.store.StoreLink;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.http.TierServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code GET /api/v1/events} and their statistics. */
public final class EventRoutes {
    private static final int SOME = 100;
    private static final int MOST = 1_000;
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final EventHistory history;
    private final StoreLink storeLink;

    public EventRoutes(EventHistory history, StoreLink storeLink) {
        this.history = history;
        this.storeLink = storeLink;
    }

    public void addTo(TierServer server) {
        server.router().get("/api/v1/events").handler(this::events);
        server.router().get("/api/v1/events/stats").handler(this::stats);
    }

    private void events(RoutingContext request) {
        var page = new EventHistory.Page(
                Params.query(request, "event_type").map(EventRoutes::type),
                Params.query(request, "cursor").map(EventRoutes::cursor),
                Params.limit(request, SOME, MOST));
        storeLink.require();
        history.read(page)
                .map(events -> json(events, page.limit()))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    private static EventType type(String text) {
        try {
            return EventType.of(text);
        } catch (Fault e) {
            throw new BadField("event_type", "must be a type of event, not '%s'".formatted(text));
        }
    }

    private static UUID cursor(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new BadField("cursor", "must be the next of a page before");
        }
        return UUID.fromString(text);
    }

    /** A full page may have another after it. */
    private static JsonObject json(List<JsonObject> events, int limit) {
        JsonObject json = new JsonObject().put("events", new JsonArray(events)).put("count", events.size());
        if (events.size() == limit) {
            json.put("next", events.get(events.size() - 1).getString("eventId"));
        }
        return json;
    }

    private void stats(RoutingContext request) {
        storeLink.require();
        history.counts().map(EventRoutes::json).onSuccess(request::json).onFailure(request::fail);
    }

    private static JsonObject json(List<EventHistory.Count> counts) {
        List<JsonObject> types = counts.stream()
                .map(count -> new JsonObject()
                        .put("event_type", count.type())
                        .put("count", count.count())
                        .put("unsent", count.unsent()))
                .toList();
        return new JsonObject()
                .put("types", new JsonArray(types))
                .put("count", types.size())
                .put(
                        "total",
                        counts.stream().mapToLong(EventHistory.Count::count).sum())
                .put(
                        "unsent",
                        counts.stream().mapToLong(EventHistory.Count::unsent).sum());
    }
}
