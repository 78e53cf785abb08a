package dev.broadtape.receiver;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Tick;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.kafka.TickBytes;
import io.vertx.core.buffer.Buffer;
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
                .on("latest", this::latest);
    }

    private void list(RoutingContext request) {
        Optional<String> symbol = Params.query(request, "symbol").map(text -> Params.symbol("symbol", text));
        if (symbol.isPresent()) {
            ofSymbol(request, symbol.get());
            return;
        }
        int limit = Params.limit(request, USUAL, MOST);
        archive.read(store -> store.newest(limit))
                .map(ticks -> page("{", ticks))
                .onSuccess(page -> respond(request, page))
                .onFailure(request::fail);
    }

    private void ofSymbol(RoutingContext request, String symbol) {
        int limit = Params.limit(request, USUAL, MOST);
        archive.read(store -> known(symbol, store.newest(symbol, limit)))
                .map(ticks -> page("{\"symbol\":\"%s\",".formatted(symbol), ticks))
                .onSuccess(page -> respond(request, page))
                .onFailure(request::fail);
    }

    private void latest(RoutingContext request) {
        String symbol = Params.symbol(request);
        archive.read(store -> known(symbol, store.newest(symbol, 1)))
                .map(ticks -> Buffer.buffer(new TickBytes().encode(ticks.get(0))))
                .onSuccess(tick -> respond(request, tick))
                .onFailure(request::fail);
    }

    private static List<Tick> known(String symbol, List<Tick> ticks) {
        if (ticks.isEmpty()) {
            throw Fault.of(Fault.Kind.NOT_FOUND, "no tick of " + symbol + " was ever stored");
        }
        return ticks;
    }

    private static Buffer page(String head, List<Tick> ticks) {
        var json = new TickBytes();
        Buffer page = Buffer.buffer(head).appendString("\"ticks\":[");
        String separator = "";
        for (Tick tick : ticks) {
            page.appendString(separator).appendBytes(json.encode(tick));
            separator = ",";
        }
        return page.appendString("],\"count\":%d}".formatted(ticks.size()));
    }

    private static void respond(RoutingContext request, Buffer json) {
        request.response().putHeader("Content-Type", "application/json").end(json);
    }
}
