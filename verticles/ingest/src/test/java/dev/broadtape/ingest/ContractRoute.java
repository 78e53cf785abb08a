package dev.broadtape.ingest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A route of a contract as it is served.
 *
 * @param parameters with their references resolved
 */
record ContractRoute(HttpMethod method, String path, List<JsonObject> parameters, JsonObject operation) {
    private static final Map<String, String> RIGHT =
            Map.of("symbol", "ZZZ", "job", "01a20e0b-9bab-7233-97e7-574434a101f9");

    private static final Map<String, String> WRONG = Map.of(
            "symbol", "A%20B",
            "symbols", "IBM,,KO",
            "limit", "0",
            "start_date", "2021-02-30",
            "end_date", "yesterday",
            "cursor", "1",
            "job", "a%27b");

    static List<ContractRoute> of(JsonObject document) {
        var routes = new ArrayList<ContractRoute>();
        document.getJsonObject("paths").forEach(path -> {
            JsonObject item = (JsonObject) path.getValue();
            item.fieldNames().stream()
                    .filter(name -> !name.equals("parameters"))
                    .forEach(name -> routes.add(route(document, path.getKey(), item, name)));
        });
        return routes;
    }

    private static ContractRoute route(JsonObject document, String path, JsonObject item, String method) {
        JsonObject operation = item.getJsonObject(method);
        List<JsonObject> parameters = Stream.of(item, operation)
                .flatMap(place -> place.getJsonArray("parameters", new JsonArray()).stream())
                .map(JsonObject.class::cast)
                .map(parameter -> resolved(document, parameter))
                .toList();
        return new ContractRoute(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path, parameters, operation);
    }

    private static JsonObject resolved(JsonObject document, JsonObject parameter) {
        return Optional.ofNullable(parameter.getString("$ref"))
                .map(ref -> document.getJsonObject("components")
                        .getJsonObject("parameters")
                        .getJsonObject(ref.substring(ref.lastIndexOf('/') + 1)))
                .orElse(parameter);
    }

    /** The statuses that it says there are. */
    List<Integer> answers() {
        return operation.getJsonObject("responses").fieldNames().stream()
                .map(Integer::valueOf)
                .toList();
    }

    /** A path that it takes. */
    String right() {
        return path.replace("{symbol}", RIGHT.get("symbol")).replace("{job}", RIGHT.get("job"));
    }

    /** A body that it takes; empty when it needs none. */
    String body() {
        return switch (path) {
            case "/fetch" -> "{\"symbols\": [\"IBM\"]}";
            case "/api/v1/search" -> "{\"query\": \"i\"}";
            case "/sns" -> "{}";
            default -> "";
        };
    }

    /** Paths that it refuses, and which parameter is to blame. The tier's common routes ignore parameters. */
    Map<String, String> wrong() {
        var wrong = new LinkedHashMap<String, String>();
        if (operation.getJsonArray("tags").contains("tier")) {
            return wrong;
        }
        wrong.put(right() + "?nosuch=1", "nosuch");
        for (JsonObject parameter : parameters) {
            String name = parameter.getString("name");
            String value = WRONG.getOrDefault(name, "nonsense");
            if (parameter.getString("in").equals("path")) {
                wrong.put(path.replace("{" + name + "}", value), name);
            } else {
                wrong.put("%s?%s=%s".formatted(right(), name, value), name);
                wrong.put("%s?%s=".formatted(right(), name), name);
            }
            if (name.equals("limit")) {
                wrong.put(right() + "?limit=1000000000", name);
                wrong.put(right() + "?limit=1e9", name);
                wrong.put(right() + "?limit=-1", name);
                wrong.put(right() + "?limit=1.5", name);
                wrong.put(right() + "?limit=5&limit=6", name);
            }
        }
        return wrong;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
