package dev.broadtape.ingest;

import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Prices;
import dev.broadtape.contract.Wire;
import dev.broadtape.ingest.store.Coverage;
import dev.broadtape.ingest.store.Listing;
import dev.broadtape.ingest.store.Listing.Profile;
import dev.broadtape.ingest.store.StoredBar;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.http.TierServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is stored, for readers. */
final class DataRoutes {
    private static final int SOME = 100;
    private static final int MAX_BARS = 5_000;
    private static final int MAX_LOGS = 1_000;
    private static final Set<String> STATUSES = Set.of("ok", "failed");

    private final Assembly ingest;

    DataRoutes(Assembly ingest) {
        this.ingest = ingest;
    }

    void addTo(TierServer server) {
        Router router = server.router();
        router.get("/stock-data/:symbol").handler(this::stockData);
        router.get("/company-info/:symbol").handler(this::companyInfo);
        router.get("/fetch-logs").handler(this::fetchLogs);
        router.get("/api/v1/stocks").handler(this::stocks);
    }

    private void stockData(RoutingContext request) {
        String symbol = Params.symbol(request);
        int limit = Params.limit(request, SOME, MAX_BARS);
        ingest.storeLink.require();
        Coverage coverage = ingest.board.of(symbol).prices().orElseThrow(() -> nothing("bars", symbol));
        ingest.storage
                .prices()
                .newest(coverage, limit)
                .map(bars -> bars.stream().map(bar -> json(symbol, bar)).toList())
                .onSuccess(bars -> request.json(list("data", bars).put("symbol", symbol)))
                .onFailure(request::fail);
    }

    private static JsonObject json(String symbol, StoredBar stored) {
        Bar bar = stored.bar();
        return new JsonObject()
                .put("symbol", symbol)
                .put("date", stored.day().toString())
                .put("open_price", Prices.decimal(bar.openE4()))
                .put("high_price", Prices.decimal(bar.highE4()))
                .put("low_price", Prices.decimal(bar.lowE4()))
                .put("close_price", Prices.decimal(bar.closeE4()))
                .put("volume", bar.volume());
    }

    private void companyInfo(RoutingContext request) {
        String symbol = Params.symbol(request);
        ingest.storeLink.require();
        ingest.storage
                .companies()
                .of(symbol)
                .map(listing -> listing.profile().orElseThrow(() -> nothing("company", symbol)))
                .onSuccess(profile -> request.json(json(profile)))
                .onFailure(request::fail);
    }

    private static JsonObject json(Profile profile) {
        return Wire.toJson(profile.company())
                .put("source", profile.provider())
                .put("updatedAt", Exchange.instant(profile.changedAtMicros()).toString());
    }

    private void fetchLogs(RoutingContext request) {
        int limit = Params.limit(request, SOME, MAX_LOGS);
        Optional<String> symbol = Params.query(request, "symbol").map(text -> Params.symbol("symbol", text));
        Optional<String> status = Params.query(request, "status").map(DataRoutes::status);
        ingest.storeLink.require();
        ingest.storage
                .fetchLog()
                .newest(limit, symbol, status)
                .onSuccess(logs -> request.json(list("logs", logs)))
                .onFailure(request::fail);
    }

    private static String status(String text) {
        if (!STATUSES.contains(text)) {
            throw new BadField("status", "must be ok or failed, not '%s'".formatted(text));
        }
        return text;
    }

    /** Every symbol that is configured or stored. */
    private void stocks(RoutingContext request) {
        ingest.storeLink.require();
        List<String> configured = ingest.watchlist.symbols();
        var symbols = new TreeSet<>(ingest.board.symbols());
        symbols.addAll(configured);
        request.json(list(
                "stocks",
                symbols.stream()
                        .map(symbol -> json(ingest.board.of(symbol)).put("configured", configured.contains(symbol)))
                        .toList()));
    }

    private static JsonObject json(Listing listing) {
        JsonObject json = new JsonObject().put("symbol", listing.symbol());
        listing.profile()
                .ifPresent(profile -> json.put("name", profile.company().name()));
        json.put("bars", listing.prices().map(Coverage::bars).orElse(0));
        listing.prices()
                .ifPresent(prices -> json.put("first_date", prices.first().toString())
                        .put("last_date", prices.last().toString())
                        .put("last_close", Prices.decimal(prices.closeE4()))
                        .put("source", prices.provider()));
        return json;
    }

    private static JsonObject list(String name, List<JsonObject> items) {
        return new JsonObject().put(name, new JsonArray(items)).put("count", items.size());
    }

    private static Fault nothing(String what, String symbol) {
        return Fault.of(NOT_FOUND, "there is no %s of %s here".formatted(what, symbol));
    }
}
