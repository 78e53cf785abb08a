package dev.broadtape.dashboard;

import io.vertx.core.Vertx;
import io.vertx.ext.bridge.PermittedOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSBridgeOptions;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.Transport;
import java.time.Duration;

/** The event bus as browsers see it: five addresses, everything else is refused. */
final class BusBridge {
    /** A browser pings each five seconds; one that has not for so long is gone. */
    private static final Duration PING_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_HANDLERS = 8;
    private static final int MAX_ADDRESS_LENGTH = 64;

    private BusBridge() {}

    static Router router(Vertx vertx, Browsers browsers) {
        return SockJSHandler.create(vertx, transports()).bridge(permitted(), new BridgeEvents(browsers));
    }

    /** Without the two that a page of another origin can use unseen, as script or frame. */
    private static SockJSHandlerOptions transports() {
        return new SockJSHandlerOptions()
                .setInsertJSESSIONID(false)
                .addDisabledTransport(Transport.JSON_P.name())
                .addDisabledTransport(Transport.HTML_FILE.name());
    }

    private static SockJSBridgeOptions permitted() {
        return new SockJSBridgeOptions()
                .setPingTimeout(PING_TIMEOUT.toMillis())
                .setReplyTimeout(REPLY_TIMEOUT.toMillis())
                .setMaxHandlersPerSocket(MAX_HANDLERS)
                .setMaxAddressLength(MAX_ADDRESS_LENGTH)
                .addOutboundPermitted(new PermittedOptions().setAddress(Addresses.FRAMES))
                .addOutboundPermitted(new PermittedOptions().setAddress(Addresses.STATUS))
                .addOutboundPermitted(new PermittedOptions().setAddress(Addresses.LEDGER))
                .addOutboundPermitted(new PermittedOptions().setAddress(Addresses.EVENTS))
                .addInboundPermitted(new PermittedOptions().setAddress(Addresses.SNAPSHOT));
    }
}
