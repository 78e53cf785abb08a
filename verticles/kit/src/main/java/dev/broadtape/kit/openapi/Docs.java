package dev.broadtape.kit.openapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The contract for machines, {@code /openapi.json}, and a page to try it on, {@code /docs}, which needs no network. */
final class Docs {
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final Buffer document;
    private final Map<String, Page> pages;

    /** A file on the class path and its type. */
    private record Page(String resource, String type) {}

    Docs(ApiContract contract) {
        String own = "dev/broadtape/kit/openapi/";
        String library = "META-INF/resources/webjars/swagger-ui/%s/".formatted(version());
        document = contract.document().toBuffer();
        pages = Map.of(
                "/docs", new Page(own + "docs.html", "text/html; charset=utf-8"),
                "/docs/start.js", new Page(own + "docs.js", SCRIPT),
                "/docs/swagger-ui-bundle.js", new Page(library + "swagger-ui-bundle.js", SCRIPT),
                "/docs/swagger-ui.css", new Page(library + "swagger-ui.css", "text/css; charset=utf-8"));
    }

    private static String version() {
        try (InputStream in = Docs.class.getResourceAsStream("webjars.properties")) {
            var versions = new Properties();
            versions.load(Objects.requireNonNull(in, "webjars.properties"));
            return versions.getProperty("swagger-ui");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(Router router) {
        router.get("/openapi.json")
                .handler(request -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(document)
                        .onFailure(request::fail));
        pages.forEach((path, page) -> router.get(path).handler(request -> send(request, page)));
    }

    private static void send(RoutingContext request, Page page) {
        request.response()
                .putHeader("Content-Type", page.type())
                .putHeader("Content-Security-Policy", POLICY)
                .sendFile(page.resource())
                .onFailure(request::fail);
    }
}
