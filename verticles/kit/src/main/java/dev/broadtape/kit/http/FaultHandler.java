package dev.broadtape.kit.http;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Trace;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a handler threw into RFC 9457 problem+json: a fault keeps its status and message, a bug shows neither. */
final class FaultHandler implements Handler<RoutingContext> {
    private static final Logger log = LoggerFactory.getLogger(FaultHandler.class);
    private static final int UNPROCESSABLE = 422;
    private static final String RETRY_SECONDS = "5";

    @Override
    public void handle(RoutingContext request) {
        Throwable thrown =
                Optional.ofNullable(request.failure()).map(Fault::unwrap).orElse(null);
        if (thrown instanceof BadField field) {
            respond(request, UNPROCESSABLE, field.field() + " " + field.getMessage(), Optional.of(field));
        } else if (thrown instanceof Fault fault) {
            respond(request, fault.kind().code(), String.valueOf(fault.getMessage()), Optional.empty());
        } else if (request.statusCode() >= 400 && request.statusCode() < 500) {
            respond(request, request.statusCode(), detail(request), Optional.empty());
        } else {
            log.error("{} {}", request.request().method(), request.request().path(), thrown);
            respond(request, 500, "something went wrong on our side", Optional.empty());
        }
    }

    private static String detail(RoutingContext request) {
        return switch (request.statusCode()) {
            case 400 -> "the request cannot be read";
            case 404 -> "there is nothing at " + request.request().path();
            case 405 ->
                request.request().method() + " is not possible at "
                        + request.request().path();
            case 413 -> "the body is larger than " + TierServer.MAX_BODY_BYTES + " bytes";
            default -> HttpResponseStatus.valueOf(request.statusCode()).reasonPhrase();
        };
    }

    private static void respond(RoutingContext request, int status, String detail, Optional<BadField> field) {
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .put("traceId", Trace.currentOrNew());
        field.ifPresent(bad -> problem.put("errors", new JsonArray().add(error(bad))));
        if (status == 429 || status == 503) {
            request.response().putHeader("Retry-After", RETRY_SECONDS);
        }
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.toBuffer());
    }

    private static JsonObject error(BadField bad) {
        return new JsonObject().put("field", bad.field()).put("message", bad.getMessage());
    }
}
