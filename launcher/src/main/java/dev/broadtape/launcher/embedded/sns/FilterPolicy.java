package dev.broadtape.launcher.embedded.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which messages a subscription wants, by their attributes: every key must match, by any of its conditions. */
final class FilterPolicy {
    private static final int MAX_KEYS = 5;
    private static final int MAX_COMBINATIONS = 150;

    private final Map<String, List<Condition>> conditions = new LinkedHashMap<>();

    private FilterPolicy() {}

    /** Reads a policy; the empty string is the one that accepts everything. */
    static FilterPolicy parse(String json) {
        var policy = new FilterPolicy();
        if (!json.isEmpty()) {
            JsonNode root = Json.parse(json, "FilterPolicy");
            Condition.ensure(root.isObject(), "must be a JSON object");
            root.properties().forEach(key -> policy.conditions.put(key.getKey(), conditionsOf(key.getValue())));
            policy.ensureBounded();
        }
        return policy;
    }

    boolean accepts(Map<String, Attribute> attributes) {
        return conditions.entrySet().stream()
                .allMatch(key -> anyAccepts(key.getValue(), valuesOf(attributes, key.getKey())));
    }

    private static boolean anyAccepts(List<Condition> any, List<JsonNode> values) {
        return any.stream().anyMatch(condition -> condition.accepts(values));
    }

    private static List<JsonNode> valuesOf(Map<String, Attribute> attributes, String name) {
        Attribute attribute = attributes.get(name);
        return attribute == null ? List.of() : AttributeValues.of(attribute);
    }

    private static List<Condition> conditionsOf(JsonNode array) {
        Condition.ensure(array.isArray() && !array.isEmpty(), "a key must have a list of values that is not empty");
        List<Condition> any = new ArrayList<>();
        array.forEach(node -> any.add(Condition.of(node)));
        return any;
    }

    private void ensureBounded() {
        Condition.ensure(conditions.size() <= MAX_KEYS, "more than %d keys".formatted(MAX_KEYS));
        long combinations =
                conditions.values().stream().mapToLong(List::size).reduce(1, (a, b) -> Math.min(a * b, 1_000));
        Condition.ensure(combinations <= MAX_COMBINATIONS, "more than %d combinations".formatted(MAX_COMBINATIONS));
    }
}
