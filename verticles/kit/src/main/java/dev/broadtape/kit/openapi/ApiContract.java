package dev.broadtape.kit.openapi;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What can be asked of a tier: one or more YAML files of its own on the class path, and {@code common.yaml}, which has the
 * routes, schemas and answers that all tiers share. Each file may refer to what stands in the others.
 */
public final class ApiContract {
    private static final String PATHS = "paths";
    private static final String TAGS = "tags";
    private static final String RESPONSES = "responses";
    private static final String COMMON = "dev/broadtape/kit/openapi/common.yaml";

    private final JsonObject document;
    private final OpenAPIContract operations;

    private ApiContract(JsonObject document, OpenAPIContract operations) {
        this.document = document;
        this.operations = operations;
    }

    /** As {@link #load(Vertx, List, String)}, for a tier that has one file. */
    public static Future<ApiContract> load(Vertx vertx, String resource, String version) {
        return load(vertx, List.of(resource), version);
    }

    /**
     * Reads a contract. Fails when it is none.
     *
     * @param resources the tier's files, put over each other in this order; text that looks like a date must be quoted in
     *     them, and what several places of one repeat may be anchored in keys that begin with {@code x-}
     * @param version of the program, which the document names
     */
    public static Future<ApiContract> load(Vertx vertx, List<String> resources, String version) {
        Future<JsonObject> common = vertx.executeBlocking(() -> yaml(COMMON));
        Future<JsonObject> own = vertx.executeBlocking(() -> merged(resources));
        return Future.all(common, own).compose(v -> load(vertx, common.result(), own.result(), version));
    }

    private static JsonObject merged(List<String> resources) throws IOException {
        var document = new JsonObject();
        var tags = new JsonArray();
        for (String resource : resources) {
            JsonObject part = yaml(resource);
            document.mergeIn(part, true);
            tags.addAll(part.getJsonArray(TAGS, new JsonArray()));
        }
        return document.put(TAGS, tags);
    }

    private static Future<ApiContract> load(Vertx vertx, JsonObject common, JsonObject own, String version) {
        JsonObject document = common.copy().mergeIn(own, true);
        document.put(TAGS, common.getJsonArray(TAGS).copy().addAll(own.getJsonArray(TAGS)));
        document.getJsonObject("info").put("version", version);
        document.getJsonObject(PATHS)
                .forEach(path -> operations(path.getValue()).forEach(ApiContract::addUnreadable));
        JsonObject routed = document.copy();
        common.getJsonObject(PATHS).fieldNames().forEach(routed.getJsonObject(PATHS)::remove);
        routed.getJsonObject("components").remove(RESPONSES);
        routed.getJsonObject(PATHS).forEach(path -> operations(path.getValue()).forEach(ApiContract::withoutResponses));
        return OpenAPIContract.from(vertx, routed).map(contract -> new ApiContract(document, contract));
    }

    /** Requests are checked, answers are not; and the library takes no problem+json among them. */
    private static void withoutResponses(JsonObject operation) {
        operation.put(RESPONSES, new JsonObject().put("default", new JsonObject().put("description", "any")));
    }

    /** What the server answers to any request that it cannot take in. */
    private static void addUnreadable(JsonObject operation) {
        JsonObject unreadable = new JsonObject().put("$ref", "#/components/responses/Unreadable");
        operation.getJsonObject(RESPONSES).put("414", unreadable).put("431", unreadable);
    }

    private static List<JsonObject> operations(Object path) {
        return ((JsonObject) path)
                .stream()
                        .map(Map.Entry::getValue)
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList();
    }

    private static JsonObject yaml(String resource) throws IOException {
        try (InputStream in = ApiContract.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no " + resource + " on the class path");
            }
            Map<String, Object> read = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            read.keySet().removeIf(key -> key.startsWith("x-")); // texts that others repeat
            return new JsonObject(read).copy();
        }
    }

    /** As readers get it, with the shared routes, which TierServer answers. */
    JsonObject document() {
        return document;
    }

    /** The tier's own routes. */
    OpenAPIContract operations() {
        return operations;
    }
}
