package dev.broadtape.dashboard;

import dev.broadtape.contract.Fault;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Stands before every transport of the bridge. Browsers say which page they act for: it must be ours or one of the
 * allowed. A client that is no browser says nothing and may pass.
 */
final class GateHandler implements Handler<RoutingContext> {
    /** What a client may send in one message, in bytes: its questions are short. */
    static final int MAX_MESSAGE_BYTES = 16 * 1024;

    private final List<String> allowedOrigins;
    private final Browsers browsers;

    GateHandler(List<String> allowedOrigins, Browsers browsers) {
        this.allowedOrigins = allowedOrigins;
        this.browsers = browsers;
    }

    @Override
    public void handle(RoutingContext request) {
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !allowed(origin, request.request())) {
            throw Fault.of(
                    Fault.Kind.FORBIDDEN,
                    "pages of this origin may not use the event bus; dashboard.allowedOrigins names those that may");
        }
        if (request.body().length() > MAX_MESSAGE_BYTES) {
            throw Fault.of(Fault.Kind.TOO_LARGE, "a message has at most %d bytes".formatted(MAX_MESSAGE_BYTES));
        }
        if (newcomer(request) && browsers.full()) {
            throw Fault.unavailable(browsers.fullReason());
        }
        request.next();
    }

    private boolean allowed(String origin, HttpServerRequest request) {
        return allowedOrigins.stream().anyMatch(origin::equalsIgnoreCase) || own(origin, request.authority());
    }

    /** Whichever the scheme: a proxy before us may speak TLS. */
    private static boolean own(String origin, HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        String host = authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    private static boolean newcomer(RoutingContext request) {
        return request.normalizedPath().endsWith("/info") || request.request().canUpgradeToWebSocket();
    }
}
