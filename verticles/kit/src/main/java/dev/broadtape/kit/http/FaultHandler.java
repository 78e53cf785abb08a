package dev.broadtape.kit.http;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Trace;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a handler threw into RFC 9457 problem+json: a fault keeps its status and message, a bug shows neither. */
final class FaultHandler implements Handler<RoutingContext> {
    private static final Logger log = LoggerFactory.getLogger(FaultHandler.class);
    private static final int UNPROCESSABLE = 422;
    private static final String RETRY_AFTER = "Retry-After";
    private static final String RETRY_SECONDS = "5";

    private final Clock clock;

    FaultHandler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void handle(RoutingContext request) {
        Throwable thrown =
                Optional.ofNullable(request.failure()).map(Fault::unwrap).orElse(null);
        if (thrown instanceof BadField field) {
            respond(request, UNPROCESSABLE, field.field() + " " + field.getMessage(), List.of(field));
        } else if (thrown instanceof BadFields bad) {
            respond(request, UNPROCESSABLE, String.valueOf(bad.getMessage()), bad.fields());
        } else if (thrown instanceof Fault fault) {
            respond(request, fault);
        } else if (request.statusCode() >= 400 && request.statusCode() < 500) {
            respond(request, request.statusCode(), detail(request), List.of());
        } else {
            log.error("{} {}", request.request().method(), request.request().path(), thrown);
            respond(request, 500, "something went wrong on our side", List.of());
        }
    }

    private void respond(RoutingContext request, Fault fault) {
        fault.until()
                .ifPresent(until -> request.response()
                        .putHeader(
                                RETRY_AFTER,
                                String.valueOf(Math.max(
                                        1,
                                        Duration.between(clock.instant(), until).toSeconds()))));
        respond(request, fault.kind().code(), String.valueOf(fault.getMessage()), List.of());
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

    private static void respond(RoutingContext request, int status, String detail, List<BadField> fields) {
        if (request.response().headWritten()
                || request.response().ended()
                || request.response().closed()) {
            return;
        }
        if ((status == 429 || status == 503) && !request.response().headers().contains(RETRY_AFTER)) {
            request.response().putHeader(RETRY_AFTER, RETRY_SECONDS);
        }
        send(request.response(), problem(status, detail, fields));
    }

    static JsonObject problem(int status, String detail, List<BadField> fields) {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .put("traceId", Trace.currentOrNew());
        if (!fields.isEmpty()) {
            problem.put(
                    "errors",
                    new JsonArray(fields.stream().map(FaultHandler::error).toList()));
        }
        return problem;
    }

    static Future<Void> send(HttpServerResponse response, JsonObject problem) {
        return response.setStatusCode(problem.getInteger("status"))
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.toBuffer());
    }

    private static JsonObject error(BadField bad) {
        return new JsonObject().put("field", bad.field()).put("message", bad.getMessage());
    }
}
