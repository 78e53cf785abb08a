package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Tick;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.query.Pages;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The newest ticks over HTTP: of all symbols or of one, newest first. */
final class TickRoutes {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final Archive archive;

    TickRoutes(Archive archive) {
        this.archive = archive;
    }

    void addTo(Api api) {
        api.on("ticks", this::list)
                .on("ticksOfSymbol", request -> ofSymbol(request, Params.symbol(request)))
                .on("recent", this::list)
                .on("recentTicks", this::list);
    }

    private void list(RoutingContext request) {
        Optional<String> symbol = Params.query(request, "symbol").map(text -> Params.symbol("symbol", text));
        if (symbol.isPresent()) {
            ofSymbol(request, symbol.get());
            return;
        }
        int limit = Params.limit(request, USUAL, MOST);
        archive.read(store -> store.newest(limit))
                .map(ticks -> Pages.of(Optional.empty(), ticks, Optional.empty()))
                .onSuccess(page -> Pages.respond(request, page))
                .onFailure(request::fail);
    }

    private void ofSymbol(RoutingContext request, String symbol) {
        int limit = Params.limit(request, USUAL, MOST);
        archive.read(store -> known(symbol, store.newest(symbol, limit)))
                .map(ticks -> Pages.of(Optional.of(symbol), ticks, Optional.empty()))
                .onSuccess(page -> Pages.respond(request, page))
                .onFailure(request::fail);
    }

    private static List<Tick> known(String symbol, List<Tick> ticks) {
        if (ticks.isEmpty()) {
            throw Fault.of(Fault.Kind.NOT_FOUND, "no tick of " + symbol + " was ever stored");
        }
        return ticks;
    }
}
