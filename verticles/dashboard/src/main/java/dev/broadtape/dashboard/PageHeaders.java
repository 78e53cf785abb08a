package dev.broadtape.dashboard;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** What keeps the page to itself: nothing from elsewhere, nothing inline, no frame around it, always the newest. */
final class PageHeaders implements Handler<RoutingContext> {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

    @Override
    public void handle(RoutingContext request) {
        MultiMap headers = request.response().headers();
        headers.set("Content-Security-Policy", policy(request.request().authority()));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-cache");
        request.next();
    }

    private static String policy(HostAndPort authority) {
        return "default-src 'self'; connect-src 'self'%s; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                .formatted(sockets(authority));
    }

    /** Not every browser counts a WebSocket to the same host as 'self'. */
    private static String sockets(HostAndPort authority) {
        if (authority == null) {
            return "";
        }
        String host = authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
        return HOST.matcher(host).matches() ? " ws://%s wss://%s".formatted(host, host) : "";
    }
}
