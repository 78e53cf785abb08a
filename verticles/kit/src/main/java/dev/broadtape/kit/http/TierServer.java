package dev.broadtape.kit.http;

import dev.broadtape.contract.TierStatus;
import dev.broadtape.contract.Wire;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Tier;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP server of a tier: what all tiers answer alike, around the routes that a verticle adds.
 *
 * <p>{@code GET /}, {@code /health/live}, {@code /health/ready}, {@code /health} and {@code /metrics} are here; every
 * failure ends as problem+json.
 */
public final class TierServer {
    /** The largest request body. */
    public static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Vertx vertx;
    private final Tier tier;
    private final Router router;
    private Optional<AnswerCache> answers = Optional.empty();

    public TierServer(Vertx vertx, Tier tier) {
        this.vertx = vertx;
        this.tier = tier;
        this.router = Router.router(vertx);
        router.route().handler(new TraceHandler());
        router.route().handler(bodies());
        var faults = new FaultHandler(tier.node().clock());
        router.route().failureHandler(faults);
        List.of(400, 401, 403, 404, 405, 406, 413, 415, 500).forEach(status -> router.errorHandler(status, faults));
        router.get("/health/live").handler(request -> request.json(new JsonObject().put("status", "UP")));
        router.get("/health/ready").handler(request -> health(request, false));
        router.get("/health").handler(request -> health(request, true));
        router.get("/metrics").handler(this::metrics);
    }

    /** A request that becomes a WebSocket must not be read, even if its client says that its body is empty. */
    private static Handler<RoutingContext> bodies() {
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
        return request -> {
            if (request.request().canUpgradeToWebSocket()) {
                request.next();
            } else {
                bodies.handle(request);
            }
        };
    }

    /** Where a verticle adds its own routes, before {@link #listen}. */
    public Router router() {
        return router;
    }

    /** What is in {@code cache} is answered from there, before any route. */
    public TierServer answerFrom(AnswerCache cache) {
        answers = Optional.of(cache);
        return this;
    }

    /** Answers {@code GET /} with the tier's name and these links. */
    public TierServer describe(String... links) {
        JsonObject description = new JsonObject()
                .put("name", "broadtape " + tier.name())
                .put("version", tier.node().version())
                .put("node", tier.node().name())
                .put("links", new JsonArray(List.of(links)));
        router.get("/").handler(request -> request.json(description));
        return this;
    }

    /** Fails with which port is taken and by what key to change it. */
    public Future<HttpServer> listen() {
        return listen(new HttpServerOptions());
    }

    /** As {@link #listen()}, for a tier that sets limits of its own. */
    public Future<HttpServer> listen(HttpServerOptions options) {
        return vertx.createHttpServer(options.setCompressionSupported(true))
                .requestHandler(handler())
                .invalidRequestHandler(new UnreadableHandler())
                .listen(tier.port(), tier.node().host())
                .recover(thrown -> Future.failedFuture(explain(thrown)));
    }

    private Handler<HttpServerRequest> handler() {
        return answers.<Handler<HttpServerRequest>>map(cache -> request -> {
                    if (!cache.answers(request)) {
                        router.handle(request);
                    }
                })
                .orElse(router);
    }

    private Throwable explain(Throwable thrown) {
        if (!(thrown instanceof BindException)) {
            return thrown;
        }
        return new BindException("%s cannot listen on %s:%d (%s); %s.port changes the port"
                .formatted(tier.name(), tier.node().host(), tier.port(), Causes.text(thrown), tier.name()));
    }

    private void health(RoutingContext request, boolean whole) {
        TierStatus status = tier.status();
        JsonObject body = new JsonObject().put("status", status.ready() ? "UP" : "DOWN");
        if (whole) {
            body.mergeIn(Wire.toJson(status));
        } else {
            body.put("checks", Wire.toJson(status).getJsonArray("checks"));
        }
        request.response().setStatusCode(status.ready() || whole ? 200 : 503);
        request.json(body);
    }

    private void metrics(RoutingContext request) {
        request.response().putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        request.end(tier.node().metrics().scrape());
    }
}
