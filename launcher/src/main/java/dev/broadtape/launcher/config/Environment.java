package dev.broadtape.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What environment variables say: one for each key, and the names that such variables usually have. */
final class Environment {
    private static final String PREFIX = "BROADTAPE_";

    /** Read by the log configuration and not by us. */
    private static final String LOG_LEVEL = "BROADTAPE_LOG";

    private static final Map<String, String> USUAL_NAMES = Map.of(
            "ALPHA_VANTAGE_API_KEY", "ingest.alphavantage.apiKey",
            "STOCK_THRESHOLD", "driver.threshold",
            "SNS_TOPIC_ARN", "bridge.sns.topicArn",
            "MONGODB_URI", "mongo.uri",
            "REDIS_URL", "redis.uri",
            "KAFKA_BOOTSTRAP_SERVERS", "kafka.bootstrapServers");

    /** Whoever names a server does not want an embedded one. */
    private static final Map<String, String> TURNED_OFF = Map.of(
            "MONGODB_URI",
            "mongo.embedded",
            "REDIS_URL",
            "redis.embedded",
            "KAFKA_BOOTSTRAP_SERVERS",
            "kafka.embedded");

    private Environment() {}

    /** Dotted keys and their values; a variable with our prefix that means no key is a problem. */
    static Map<String, JsonNode> read(Map<String, String> variables, KnownKeys known, Problems problems) {
        var values = new LinkedHashMap<String, JsonNode>();
        new TreeMap<>(variables).forEach((variable, text) -> {
            if (USUAL_NAMES.containsKey(variable)) {
                put(values, USUAL_NAMES.get(variable), text, known);
                turnOff(values, variable);
            } else if (variable.startsWith(PREFIX) && !variable.equals(LOG_LEVEL)) {
                known.ofVariable(variable)
                        .ifPresentOrElse(
                                key -> put(values, key, text, known),
                                () -> problems.add(
                                        variable,
                                        "is not a setting; the nearest is " + known.nearestVariable(variable)));
            }
        });
        return values;
    }

    private static void turnOff(Map<String, JsonNode> values, String variable) {
        String key = TURNED_OFF.get(variable);
        if (key != null) {
            values.put(key, BooleanNode.FALSE);
        }
    }

    private static void put(Map<String, JsonNode> values, String key, String text, KnownKeys known) {
        if (known.isList(key)) {
            var list = JsonNodeFactory.instance.arrayNode();
            for (String item : text.split(",", -1)) {
                list.add(item.strip());
            }
            values.put(key, list);
        } else {
            values.put(key, TextNode.valueOf(text));
        }
    }
}
