package dev.broadtape.ingest.market;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Prices;
import dev.broadtape.ingest.fetch.Fetcher;
import dev.broadtape.ingest.provider.Interval;
import dev.broadtape.ingest.provider.MarketHours;
import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.provider.Series;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How the market is now, and bars of the day from a provider. */
public final class MarketRoutes {
    private static final String PROVIDER = "provider";

    private final Node node;
    private final Fetcher fetcher;

    public MarketRoutes(Node node, Fetcher fetcher) {
        this.node = node;
        this.fetcher = fetcher;
    }

    public void addTo(Api api) {
        api.on("marketStatus", this::status).on("intraday", this::intraday);
    }

    /** Whether a provider is to be asked, which costs a call; else what is known here has to do. */
    static boolean asksProvider(RoutingContext request) {
        return Params.query(request, "source").filter(PROVIDER::equals).isPresent();
    }

    private void status(RoutingContext request) {
        JsonObject status = ExchangeStatus.at(node.clock().instant());
        if (!asksProvider(request)) {
            request.json(status);
            return;
        }
        fetcher.markets()
                .map(markets -> status.put(
                        "worldwide",
                        sourced(
                                markets,
                                Answers.list(
                                        "markets",
                                        markets.value().stream()
                                                .map(MarketRoutes::json)
                                                .toList()))))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    private static JsonObject json(MarketHours market) {
        return new JsonObject()
                .put("type", market.type())
                .put("region", market.region())
                .put("exchanges", market.exchanges())
                .put("opens", market.opens().toString())
                .put("closes", market.closes().toString())
                .put("open", market.open())
                .put("notes", market.notes());
    }

    private void intraday(RoutingContext request) {
        String symbol = Params.symbol(request);
        Interval interval = Params.query(request, "interval").map(Interval::of).orElse(Interval.FIVE_MINUTES);
        OutputSize size =
                Params.query(request, "outputsize").map(OutputSize::of).orElse(OutputSize.COMPACT);
        fetcher.intraday(symbol, interval, size)
                .map(series -> json(symbol, series).put("interval", interval.label()))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    private JsonObject json(String symbol, Sourced<Series> series) {
        var newestFirst = new ArrayList<>(series.value().bars());
        Collections.reverse(newestFirst);
        List<JsonObject> bars = newestFirst.stream().map(MarketRoutes::json).toList();
        return sourced(series, Answers.list("data", bars).put("symbol", symbol));
    }

    private static JsonObject json(Bar bar) {
        return new JsonObject()
                .put("time", Exchange.instant(bar.startMicros()).toString())
                .put("open_price", Prices.decimal(bar.openE4()))
                .put("high_price", Prices.decimal(bar.highE4()))
                .put("low_price", Prices.decimal(bar.lowE4()))
                .put("close_price", Prices.decimal(bar.closeE4()))
                .put("volume", bar.volume());
    }

    private JsonObject sourced(Sourced<?> from, JsonObject json) {
        return json.put("source", PROVIDER)
                .put("origin", from.provider())
                .put("as_of", Exchange.instant(from.atMicros()).toString())
                .put("age_seconds", Quoted.age(from.atMicros(), node.nowMicros()));
    }
}
