package dev.broadtape.kit.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;

/**
 * Which pages may connect. Browsers say which page they act for: it must be ours or one of the allowed. A client that is no
 * browser says nothing and may.
 */
public final class Origins {
    private final List<String> allowed;

    /**
     * Our own pages, and others.
     *
     * @param allowed such as {@code https://desk.example.com}
     */
    public Origins(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    public boolean permit(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null
                || allowed.stream().anyMatch(origin::equalsIgnoreCase)
                || own(origin, request.authority());
    }

    /** Whichever the scheme: a proxy before us may speak TLS. */
    private static boolean own(String origin, HostAndPort authority) {
        if (authority == null) {
            return false;
        }
        String host = authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }
}
