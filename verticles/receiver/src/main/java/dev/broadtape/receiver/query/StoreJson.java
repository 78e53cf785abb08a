package dev.broadtape.receiver.query;

import dev.broadtape.kit.http.Answers;
import dev.broadtape.receiver.store.StoreStatus;
import dev.broadtape.receiver.store.TickStore;
import io.vertx.core.json.JsonObject;

/** How the store stands, as JSON. */
final class StoreJson {
    private StoreJson() {}

    static JsonObject of(StoreStatus status, TickStore store) {
        return Answers.list(
                        "tables", status.tables().stream().map(StoreJson::of).toList())
                .put("store", status.kind())
                .put("detail", status.detail())
                .put("entries", store.entries())
                .put("ticks_stored", store.stored());
    }

    private static JsonObject of(StoreStatus.Table table) {
        return new JsonObject()
                .put("name", table.name())
                .put("tablets", table.tablets())
                .put("entries", table.entries())
                .put("bytes", table.bytes());
    }
}
