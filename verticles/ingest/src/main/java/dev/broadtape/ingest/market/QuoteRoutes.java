package dev.broadtape.ingest.market;

import dev.broadtape.ingest.store.StoreLink;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The price of a symbol, and quotes of many. */
public final class QuoteRoutes {
    private static final int SOME = 100;
    private static final int MOST = 500;

    private final Node node;
    private final Quotes quotes;
    private final StoreLink storeLink;

    public QuoteRoutes(Node node, Quotes quotes, StoreLink storeLink) {
        this.node = node;
        this.quotes = quotes;
        this.storeLink = storeLink;
    }

    public void addTo(Api api) {
        api.on("price", this::price).on("quotes", this::quotes);
    }

    private void price(RoutingContext request) {
        String symbol = Params.symbol(request);
        storeLink.require();
        Future<Quoted> quote = MarketRoutes.asksProvider(request) ? quotes.ask(symbol) : quotes.known(symbol);
        quote.map(found -> found.json(node.nowMicros()))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    private void quotes(RoutingContext request) {
        int limit = Params.limit(request, SOME, MOST);
        Collection<String> wanted = Params.query(request, "symbols")
                .map(QuoteRoutes::symbols)
                .orElseGet(() -> quotes.symbols().stream().sorted().toList());
        storeLink.require();
        quotes.known(wanted)
                .map(found -> Answers.list("quotes", most(found, limit)))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    private static List<String> symbols(String text) {
        return Stream.of(text.split(",", -1))
                .map(symbol -> Params.symbol("symbols", symbol))
                .distinct()
                .toList();
    }

    /** Those that moved most, either way, first. */
    private List<JsonObject> most(List<Quoted> found, int limit) {
        long nowMicros = node.nowMicros();
        return found.stream()
                .sorted(Comparator.comparingLong(Quoted::movedE4).reversed())
                .limit(limit)
                .map(quote -> quote.json(nowMicros))
                .toList();
    }
}
