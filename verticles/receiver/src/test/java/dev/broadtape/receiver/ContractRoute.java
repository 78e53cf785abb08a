package dev.broadtape.receiver;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A route of a contract as it is served. The examples of the contract are what a right request is made of: each parameter
 * of a path has one, and each body that is needed.
 *
 * @param parameters with their references resolved, as are those of their schemas
 */
record ContractRoute(HttpMethod method, String path, List<JsonObject> parameters, JsonObject operation) {
    /** No text with a pattern, a format or values of its own takes it, and no number. */
    private static final String WRONG = "a%27b";

    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    static List<ContractRoute> of(JsonObject document) {
        var routes = new ArrayList<ContractRoute>();
        document.getJsonObject("paths").forEach(path -> {
            JsonObject item = (JsonObject) path.getValue();
            item.fieldNames().stream()
                    .filter(METHODS::contains)
                    .forEach(name -> routes.add(route(document, path.getKey(), item, name)));
        });
        return routes;
    }

    private static ContractRoute route(JsonObject document, String path, JsonObject item, String method) {
        JsonObject operation = item.getJsonObject(method);
        List<JsonObject> parameters = Stream.of(item, operation)
                .flatMap(place -> place.getJsonArray("parameters", new JsonArray()).stream())
                .map(JsonObject.class::cast)
                .map(parameter -> resolved(document, parameter).copy())
                .map(parameter -> parameter.put("schema", resolved(document, parameter.getJsonObject("schema"))))
                .toList();
        return new ContractRoute(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path, parameters, operation);
    }

    /** What a reference such as {@code #/components/schemas/Uuid} stands for. */
    private static JsonObject resolved(JsonObject document, JsonObject item) {
        return Optional.ofNullable(item.getString("$ref"))
                .map(ref -> Stream.of(ref.split("/")).skip(1).reduce(document, JsonObject::getJsonObject, (a, b) -> b))
                .orElse(item);
    }

    /** The statuses that it says there are. */
    List<Integer> answers() {
        return operation.getJsonObject("responses").fieldNames().stream()
                .map(Integer::valueOf)
                .toList();
    }

    boolean ofTier() {
        return operation.getJsonArray("tags").contains("tier");
    }

    boolean forOperators() {
        return operation.containsKey("security");
    }

    /** A path that it takes. */
    String right() {
        String right = path;
        for (JsonObject parameter : parameters) {
            if (parameter.getString("in").equals("path")) {
                right = right.replace("{" + parameter.getString("name") + "}", example(parameter));
            } else if (parameter.getBoolean("required", false)) {
                right += "%s%s=%s"
                        .formatted(right.contains("?") ? "&" : "?", parameter.getString("name"), example(parameter));
            }
        }
        return right;
    }

    private String example(JsonObject parameter) {
        return Optional.ofNullable(parameter.getValue("example"))
                .map(example -> URLEncoder.encode(example.toString(), StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("%s has no example of %s".formatted(this, parameter)));
    }

    /** A body that it takes; empty when it needs none. */
    String body() {
        return Optional.ofNullable(operation.getJsonObject("requestBody"))
                .map(body -> body.getJsonObject("content").getJsonObject("application/json"))
                .map(json -> String.valueOf(json.getValue("example")))
                .orElse("");
    }

    /** Paths that it refuses, and which parameter is to blame. The tier's common routes ignore parameters. */
    Map<String, String> wrong() {
        var wrong = new LinkedHashMap<String, String>();
        if (ofTier()) {
            return wrong;
        }
        wrong.put(with("nosuch", "1"), "nosuch");
        parameters.stream().filter(parameter -> !free(parameter)).forEach(parameter -> {
            String name = parameter.getString("name");
            if (parameter.getString("in").equals("path")) {
                wrong.put(path.replace("{" + name + "}", WRONG), name);
            } else if (!parameter.getBoolean("required", false)) {
                List.of(WRONG, "").forEach(value -> wrong.put(with(name, value), name));
            }
            if (name.equals("limit")) {
                List.of("0", "-1", "1.5", "1e9", "1000000000", "NaN", "5&limit=6")
                        .forEach(value -> wrong.put(with(name, value), name));
            }
        });
        return wrong;
    }

    /** Whether any text will do. */
    private static boolean free(JsonObject parameter) {
        JsonObject schema = parameter.getJsonObject("schema");
        return schema.getString("type").equals("string")
                && Stream.of("pattern", "enum", "format").noneMatch(schema::containsKey);
    }

    private String with(String name, String value) {
        return "%s%s%s=%s".formatted(right(), right().contains("?") ? "&" : "?", name, value);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
