package dev.broadtape.ingest;

import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Prices;
import dev.broadtape.contract.Wire;
import dev.broadtape.ingest.store.Coverage;
import dev.broadtape.ingest.store.Listing;
import dev.broadtape.ingest.store.Listing.Profile;
import dev.broadtape.kit.http.AnswerCache;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.TreeSet;

/** Which symbols there are, how each stands, and the companies behind them. */
final class ListingRoutes {
    private final Assembly ingest;
    private final AnswerCache answers;

    ListingRoutes(Assembly ingest, AnswerCache answers) {
        this.ingest = ingest;
        this.answers = answers;
    }

    void addTo(Api api) {
        api.on("stocks", answers.of(request -> stocks()))
                .on("symbolStatus", this::symbolStatus)
                .on("companyInfo", this::company)
                .on("company", this::company);
    }

    /** Every symbol that is configured or stored. */
    private Future<JsonObject> stocks() {
        ingest.storeLink.require();
        List<String> configured = ingest.watchlist.symbols();
        var symbols = new TreeSet<>(ingest.board.symbols());
        symbols.addAll(configured);
        return Future.succeededFuture(Answers.list(
                "stocks",
                symbols.stream()
                        .map(symbol -> json(ingest.board.of(symbol)).put("configured", configured.contains(symbol)))
                        .toList()));
    }

    private void symbolStatus(RoutingContext request) {
        String symbol = Params.symbol(request);
        ingest.storeLink.require();
        boolean configured = ingest.watchlist.symbols().contains(symbol);
        boolean fetching = ingest.jobs.fetches(symbol);
        Listing listing = ingest.board.of(symbol);
        if (!configured && !fetching && listing.equals(Listing.unknown(symbol))) {
            throw Fault.of(NOT_FOUND, "%s is neither configured nor stored nor being fetched".formatted(symbol));
        }
        JsonObject status = json(listing)
                .put("configured", configured)
                .put("fetching", fetching)
                .put("has_data", listing.prices().isPresent());
        listing.prices()
                .ifPresent(prices -> status.put(
                        "loaded_at", Exchange.instant(prices.loadedAtMicros()).toString()));
        request.json(status);
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

    private void company(RoutingContext request) {
        String symbol = Params.symbol(request);
        ingest.storeLink.require();
        ingest.storage
                .companies()
                .of(symbol)
                .map(listing -> listing.profile()
                        .orElseThrow(
                                () -> Fault.of(NOT_FOUND, "nothing is known of the company of %s".formatted(symbol))))
                .map(ListingRoutes::json)
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    private static JsonObject json(Profile profile) {
        return Wire.toJson(profile.company())
                .put("source", profile.provider())
                .put("updatedAt", Exchange.instant(profile.changedAtMicros()).toString());
    }
}
