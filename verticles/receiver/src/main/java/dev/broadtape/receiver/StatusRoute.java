package dev.broadtape.receiver;

import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.kafka.StreamConfig;
import dev.broadtape.receiver.store.TickStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /api/v1/stream/status}: what was counted and measured here; the totals are since the start, those of the store forever. */
final class StatusRoute {
    private final StreamConfig config;
    private final Figures figures;
    private final Archive archive;
    private final Lanes lanes;
    private final Attendance attendance;

    StatusRoute(StreamConfig config, Figures figures, Archive archive, Lanes lanes, Attendance attendance) {
        this.config = config;
        this.figures = figures;
        this.archive = archive;
        this.lanes = lanes;
        this.attendance = attendance;
    }

    void addTo(Api api) {
        api.on("streamStatus", this::answer);
    }

    private void answer(RoutingContext request) {
        TickStore store = archive.store();
        var partitions = new JsonArray();
        lanes.all().forEach(lane -> partitions.add(partition(lane)));
        request.json(new JsonObject()
                .put("total_ticks_processed", figures.ticks())
                .put("total_messages_sent", figures.messages())
                .put("ticks_stored", store.stored())
                .put("store", new JsonObject().put("kind", store.kind()).put("entries", store.entries()))
                .put("kafka", kafka())
                .put("partitions", partitions)
                .put("ticks_per_second", figures.ticksPerSecond())
                .put("uptime_seconds", figures.uptimeSeconds()));
    }

    private JsonObject kafka() {
        return new JsonObject()
                .put("topic", config.topic())
                .put("valueFormat", config.valueFormat().label());
    }

    /** The run is the one that ticked last since the start; before any tick it is left out, and the position with it. */
    private JsonObject partition(Lane lane) {
        var json = new JsonObject()
                .put("partition", lane.partition())
                .put("pending_frames", lane.pendingFrames())
                .put("owned", lane.owned());
        attendance.owner(lane.partition()).ifPresent(owner -> json.put("owner", owner.receiver()));
        lane.lastPosition()
                .ifPresent(
                        position -> json.put("run", position.run().toString()).put("position", position.sequence()));
        return json;
    }
}
