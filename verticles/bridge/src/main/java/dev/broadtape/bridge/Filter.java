package dev.broadtape.bridge;

import dev.broadtape.contract.EventType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Which events SNS is to post back, as a filter policy on the attributes that each is published with. */
record Filter(JsonObject policy) {
    static final String ATTRIBUTE = "FilterPolicy";

    static Filter of(BridgeConfig.Only only) {
        var policy = new JsonObject();
        put(
                policy,
                Parcels.EVENT_TYPE,
                only.eventTypes().stream().map(EventType::wireName).toList());
        put(policy, Parcels.EVENT_SOURCE, only.eventSources());
        put(policy, Parcels.SYMBOL, only.symbols());
        return new Filter(policy);
    }

    private static void put(JsonObject policy, String attribute, List<String> values) {
        if (!values.isEmpty()) {
            policy.put(attribute, new JsonArray(values));
        }
    }

    boolean isNone() {
        return policy.isEmpty();
    }

    /** What a new subscription is asked for with. */
    Map<String, String> attributes() {
        return policy.isEmpty() ? Map.of() : Map.of(ATTRIBUTE, text());
    }

    /** Whether SNS has this very policy; none at all is the empty one. */
    boolean isSaidBy(String text) {
        return policy.equals(text.isBlank() ? new JsonObject() : new JsonObject(text));
    }

    /** As SNS takes it; the empty one takes away what there was. */
    String text() {
        return policy.encode();
    }
}
