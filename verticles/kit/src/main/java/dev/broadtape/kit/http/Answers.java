package dev.broadtape.kit.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What all tiers answer alike. */
public final class Answers {
    private Answers() {}

    /** A list under its name, and how many items it has. */
    public static JsonObject list(String name, List<JsonObject> items) {
        return new JsonObject().put(name, new JsonArray(items)).put("count", items.size());
    }
}
