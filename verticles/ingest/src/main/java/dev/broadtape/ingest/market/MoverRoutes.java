package dev.broadtape.ingest.market;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Prices;
import dev.broadtape.ingest.fetch.Fetcher;
import dev.broadtape.ingest.provider.Movers;
import dev.broadtape.ingest.provider.Movers.Mover;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.store.StoreLink;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What moved most: among the symbols that are known here, or in the whole market as a provider tells it. */
public final class MoverRoutes {
    private static final int SOME = 10;
    private static final int MOST = 50;

    private final Node node;
    private final Quotes quotes;
    private final Fetcher fetcher;
    private final StoreLink storeLink;

    public MoverRoutes(Node node, Quotes quotes, Fetcher fetcher, StoreLink storeLink) {
        this.node = node;
        this.quotes = quotes;
        this.fetcher = fetcher;
        this.storeLink = storeLink;
    }

    public void addTo(Api api) {
        api.on("movers", this::movers);
    }

    private void movers(RoutingContext request) {
        int limit = Params.limit(request, SOME, MOST);
        answer(request, limit).onSuccess(request::json).onFailure(request::fail);
    }

    private Future<JsonObject> answer(RoutingContext request, int limit) {
        if (MarketRoutes.asksProvider(request)) {
            return fetcher.movers().map(movers -> told(movers, limit));
        }
        storeLink.require();
        return quotes.known(quotes.symbols()).map(found -> among(found, limit));
    }

    private JsonObject among(List<Quoted> quotes, int limit) {
        Comparator<Quoted> byChange = Comparator.comparing(MoverRoutes::percent);
        return new JsonObject()
                .put("source", "known")
                .put("as_of", node.clock().instant().toString())
                .put("gainers", first(quotes, quote -> percent(quote).signum() > 0, byChange.reversed(), limit))
                .put("losers", first(quotes, quote -> percent(quote).signum() < 0, byChange, limit))
                .put(
                        "most_active",
                        first(
                                quotes,
                                quote -> quote.volume().isPresent(),
                                Comparator.<Quoted>comparingLong(
                                                quote -> quote.volume().orElse(0L))
                                        .reversed(),
                                limit));
    }

    private static BigDecimal percent(Quoted quote) {
        return quote.changePercent().orElse(BigDecimal.ZERO);
    }

    private JsonArray first(List<Quoted> quotes, Predicate<Quoted> which, Comparator<Quoted> order, int limit) {
        long nowMicros = node.nowMicros();
        return new JsonArray(quotes.stream()
                .filter(which)
                .sorted(order)
                .limit(limit)
                .map(quote -> quote.json(nowMicros))
                .toList());
    }

    private JsonObject told(Sourced<Movers> movers, int limit) {
        long asOfMicros = movers.value().asOfMicros();
        return new JsonObject()
                .put("source", "provider")
                .put("origin", movers.provider())
                .put("as_of", Exchange.instant(asOfMicros).toString())
                .put("age_seconds", Quoted.age(asOfMicros, node.nowMicros()))
                .put("gainers", json(movers.value().gainers(), limit))
                .put("losers", json(movers.value().losers(), limit))
                .put("most_active", json(movers.value().active(), limit));
    }

    private static JsonArray json(List<Mover> movers, int limit) {
        return new JsonArray(movers.stream().limit(limit).map(MoverRoutes::json).toList());
    }

    private static JsonObject json(Mover mover) {
        return new JsonObject()
                .put("symbol", mover.ticker())
                .put("price", Prices.decimal(mover.priceE4()))
                .put("change", Prices.decimal(mover.changeE4()))
                .put("change_percent", mover.changePercent())
                .put("volume", mover.volume());
    }
}
