package dev.broadtape.kit.http;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.config.Secret;
import dev.broadtape.kit.config.SecurityConfig;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * Lets only operators on: with one of the configured bearer tokens, or without any as long as none is
 * configured and the server is on loopback. A page of another origin is never let on.
 */
public final class OperatorHandler implements Handler<RoutingContext> {
    private static final String BEARER = "Bearer ";

    private final List<Secret> tokens;
    private final boolean open;

    /**
     * A handler for the operator routes of one server.
     *
     * @param host that the server binds to
     */
    public OperatorHandler(SecurityConfig security, String host) {
        this.tokens = security.tokens();
        this.open = tokens.isEmpty() && loopback(host);
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void handle(RoutingContext request) {
        if (foreign(request.request())) {
            throw Fault.of(Fault.Kind.FORBIDDEN, "pages of another origin may not do this");
        }
        if (!open && !known(request.request())) {
            throw Fault.of(Fault.Kind.UNAUTHENTICATED, "this needs an operator's bearer token, see security.tokens");
        }
        request.next();
    }

    private static boolean foreign(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        HostAndPort authority = request.authority();
        return origin != null && (authority == null || !authority.toString().equalsIgnoreCase(authorityOf(origin)));
    }

    private static String authorityOf(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getAuthority()).orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private boolean known(HttpServerRequest request) {
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        return header.startsWith(BEARER) && tokens.stream().anyMatch(token -> same(token, header));
    }

    private static boolean same(Secret token, String header) {
        byte[] given = header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(token.reveal().getBytes(StandardCharsets.UTF_8), given);
    }
}
