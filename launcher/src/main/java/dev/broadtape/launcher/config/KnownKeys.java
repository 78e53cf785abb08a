package dev.broadtape.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Every key there is, as {@code defaults.yaml} has them, and the nearest one to a key that is none. */
final class KnownKeys {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private final ObjectNode defaults;
    private final Map<String, JsonNode> leaves;
    private final Map<String, String> byVariable;

    KnownKeys(ObjectNode defaults) {
        this.defaults = defaults;
        this.leaves = Trees.leaves(defaults);
        this.byVariable = leaves.keySet().stream().collect(Collectors.toMap(KnownKeys::variable, key -> key));
    }

    /** {@code ingest.alphavantage.apiKey} is {@code BROADTAPE_INGEST_ALPHAVANTAGE_APIKEY} in the environment. */
    private static String variable(String key) {
        return "BROADTAPE_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    Optional<String> ofVariable(String variable) {
        return Optional.ofNullable(byVariable.get(variable));
    }

    String nearestVariable(String variable) {
        return nearest(variable, byVariable.keySet());
    }

    boolean isList(String key) {
        return Optional.ofNullable(leaves.get(key)).map(JsonNode::isArray).orElse(false);
    }

    boolean has(String key) {
        return !Trees.get(defaults, key).isMissingNode();
    }

    String nearest(String key) {
        return nearest(key, leaves.keySet());
    }

    /** Complains of each key of {@code given} that is none. */
    void check(ObjectNode given, Problems problems) {
        check("", given, defaults, problems);
    }

    private void check(String prefix, ObjectNode given, ObjectNode known, Problems problems) {
        given.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            JsonNode expected = known.get(entry.getKey());
            if (expected == null) {
                problems.add(key, "is not a setting; the nearest is " + prefix + nearest(entry.getKey(), names(known)));
            } else if (expected instanceof ObjectNode inner) {
                checkSection(key, entry.getValue(), inner, problems);
            }
        });
    }

    private void checkSection(String key, JsonNode given, ObjectNode known, Problems problems) {
        if (given instanceof ObjectNode inner) {
            check(key + ".", inner, known, problems);
        } else if (!given.isNull()) {
            problems.add(
                    key,
                    "'%s' was found where settings were expected, such as %s".formatted(given.asText(), names(known)));
        }
    }

    private static Collection<String> names(ObjectNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static String nearest(String name, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(
                        other -> DISTANCE.apply(name.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT))))
                .orElse("");
    }
}
