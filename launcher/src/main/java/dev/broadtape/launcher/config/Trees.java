package dev.broadtape.launcher.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** YAML as trees, and dotted keys in them. */
final class Trees {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private Trees() {}

    /** The document in {@code text}; an empty one is an empty object. */
    static ObjectNode parse(String name, String text) {
        JsonNode tree = value(name, text);
        if (tree instanceof NullNode || tree instanceof MissingNode) {
            return YAML.createObjectNode();
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new ConfigException(List.of(name + ": must consist of sections, such as 'driver:'"));
    }

    /** One value, such as {@code 5}, {@code 100ms} or {@code [AAPL, MSFT]}. */
    static JsonNode value(String name, String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " (line %d, column %d)"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw new ConfigException(List.of(name + ": is no YAML" + place + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse("")));
        }
    }

    static JsonNode get(JsonNode tree, String key) {
        return tree.at("/" + key.replace('.', '/'));
    }

    /** Puts a value at a dotted key; the objects on the way are there or are made. */
    static void put(ObjectNode tree, String key, JsonNode value) {
        int dot = key.lastIndexOf('.');
        ObjectNode parent = dot < 0 ? tree : object(tree, key.substring(0, dot));
        parent.set(key.substring(dot + 1), value);
    }

    private static ObjectNode object(ObjectNode tree, String key) {
        ObjectNode node = tree;
        for (String name : key.split("\\.", -1)) {
            node = node.get(name) instanceof ObjectNode child ? child : node.putObject(name);
        }
        return node;
    }

    /** Lays {@code above} over {@code below}; objects are merged, everything else is replaced. */
    static void overlay(ObjectNode below, ObjectNode above) {
        above.properties().forEach(entry -> {
            if (below.get(entry.getKey()) instanceof ObjectNode inner && entry.getValue() instanceof ObjectNode over) {
                overlay(inner, over);
            } else if (!(below.get(entry.getKey()) instanceof ObjectNode)
                    || !entry.getValue().isNull()) {
                below.set(entry.getKey(), entry.getValue());
            }
        });
    }

    /** Every dotted key that holds no object, with its value, in order. */
    static Map<String, JsonNode> leaves(ObjectNode tree) {
        var leaves = new TreeMap<String, JsonNode>();
        collect("", tree, leaves);
        return leaves;
    }

    private static void collect(String prefix, ObjectNode tree, Map<String, JsonNode> leaves) {
        tree.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            if (entry.getValue() instanceof ObjectNode inner) {
                collect(key + ".", inner, leaves);
            } else {
                leaves.put(key, entry.getValue());
            }
        });
    }
}
