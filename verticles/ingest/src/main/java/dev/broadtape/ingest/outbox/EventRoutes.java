package dev.broadtape.ingest.outbox;

import dev.broadtape.contract.EventType;
import dev.broadtape.ingest.store.StoreLink;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;

/** {@code GET /api/v1/events} and their statistics. */
public final class EventRoutes {
    private static final int SOME = 100;
    private static final int MOST = 1_000;

    private final EventHistory history;
    private final StoreLink storeLink;

    public EventRoutes(EventHistory history, StoreLink storeLink) {
        this.history = history;
        this.storeLink = storeLink;
    }

    public void addTo(Api api) {
        api.on("events", this::events).on("eventStats", this::stats);
    }

    private void events(RoutingContext request) {
        var page = new EventHistory.Page(
                Params.query(request, "event_type").map(EventType::of),
                Params.query(request, "cursor").map(UUID::fromString),
                Params.limit(request, SOME, MOST));
        storeLink.require();
        history.read(page)
                .map(events -> json(events, page.limit()))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    /** A full page may have another after it. */
    private static JsonObject json(List<JsonObject> events, int limit) {
        JsonObject json = Answers.list("events", events);
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
        return Answers.list("types", types)
                .put(
                        "total",
                        counts.stream().mapToLong(EventHistory.Count::count).sum())
                .put(
                        "unsent",
                        counts.stream().mapToLong(EventHistory.Count::unsent).sum());
    }
}
