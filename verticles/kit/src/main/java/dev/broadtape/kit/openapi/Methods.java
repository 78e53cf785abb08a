package dev.broadtape.kit.openapi;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Says to a request with a wrong method which ones there are. Comes after all other routes. */
final class Methods {
    private static final int NOT_ALLOWED = 405;
    private static final Set<String> NAMES =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonObject paths;

    Methods(JsonObject document) {
        paths = document.getJsonObject("paths");
    }

    void addTo(Router router) {
        paths.fieldNames().forEach(path -> {
            String allowed = allowed(paths.getJsonObject(path));
            router.route(path.replaceAll("\\{(.*?)}", ":$1")).handler(request -> refuse(request, allowed));
        });
    }

    private static String allowed(JsonObject path) {
        var names = new TreeSet<>(path.fieldNames());
        names.retainAll(NAMES);
        List<String> methods =
                names.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList();
        return String.join(", ", methods);
    }

    private static void refuse(RoutingContext request, String allowed) {
        request.response().putHeader("Allow", allowed);
        request.fail(NOT_ALLOWED);
    }
}
