package dev.broadtape.receiver.ws;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Origins;
import dev.broadtape.kit.http.Params;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/** Lets clients in: from pages that may, with symbols that there can be, and only as many as there are places. */
final class Door {
    private static final int UPGRADE_REQUIRED = 426;

    private final SocketConfig config;
    private final Origins origins;
    private final Clients clients;
    private final Counts counts;
    private final BiConsumer<ServerWebSocket, Collection<String>> enter;
    private boolean closed;

    /**
     * A door that is open.
     *
     * @param enter gets who is let in, with the symbols that were asked for
     */
    Door(SocketConfig config, Clients clients, Counts counts, BiConsumer<ServerWebSocket, Collection<String>> enter) {
        this.config = config;
        this.origins = new Origins(config.allowedOrigins());
        this.clients = clients;
        this.counts = counts;
        this.enter = enter;
    }

    void admit(RoutingContext request) {
        if (!request.request().canUpgradeToWebSocket()) {
            request.response().putHeader("Upgrade", "websocket");
            request.fail(UPGRADE_REQUIRED);
            return;
        }
        checkOrigin(request);
        Collection<String> symbols = symbols(request);
        checkPlace();
        request.request()
                .toWebSocket()
                .onSuccess(socket -> enter.accept(socket, symbols))
                .onFailure(thrown -> clients.giveUp());
    }

    private void checkOrigin(RoutingContext request) {
        if (!origins.permit(request.request())) {
            counts.refusedSinceForeign();
            throw Fault.of(
                    Fault.Kind.FORBIDDEN,
                    "pages of this origin may not connect; receiver.ws.allowedOrigins names those that may");
        }
    }

    private void checkPlace() {
        if (closed) {
            throw Fault.unavailable("this receiver is stopping");
        }
        if (!clients.reserve()) {
            throw Fault.unavailable("all %d places are taken; receiver.ws.maxClients says how many there are"
                    .formatted(config.maxClients()));
        }
    }

    private Collection<String> symbols(RoutingContext request) {
        String text = Params.query(request, "symbols").orElse("");
        try {
            Collection<String> symbols =
                    Command.proper(text.isBlank() ? List.of() : Arrays.asList(text.split(",", -1)));
            if (symbols.size() > config.maxSymbols()) {
                throw new BadField("symbols", "are %d at most; * is all".formatted(config.maxSymbols()));
            }
            return symbols;
        } catch (Refusal e) {
            throw new BadField("symbols", String.valueOf(e.getMessage()));
        }
    }

    void close() {
        closed = true;
    }
}
