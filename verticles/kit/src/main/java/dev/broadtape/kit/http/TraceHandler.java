package dev.broadtape.kit.http;

import dev.broadtape.contract.Trace;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives each request a trace id: the caller's by W3C {@code traceparent}, else a new one. The answer repeats it. */
final class TraceHandler implements Handler<RoutingContext> {
    static final String TRACEPARENT = "traceparent";

    private static final Pattern PATTERN = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    public void handle(RoutingContext request) {
        String traceId = Optional.ofNullable(request.request().getHeader(TRACEPARENT))
                .map(PATTERN::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .orElseGet(Trace::create);
        Trace.enter(traceId);
        request.response().putHeader("X-Trace-Id", traceId);
        request.next();
    }
}
