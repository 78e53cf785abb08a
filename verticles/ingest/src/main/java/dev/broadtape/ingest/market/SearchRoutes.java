package dev.broadtape.ingest.market;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Wire;
import dev.broadtape.ingest.fetch.Fetcher;
import dev.broadtape.ingest.provider.Match;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.store.Board;
import dev.broadtape.ingest.store.Coverage;
import dev.broadtape.ingest.store.Listing;
import dev.broadtape.ingest.store.StoreLink;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** {@code POST /api/v1/search}: among the symbols that are known here, or with a provider. */
public final class SearchRoutes {
    private static final int SOME = 10;

    private final Node node;
    private final Board board;
    private final Fetcher fetcher;
    private final StoreLink storeLink;

    public SearchRoutes(Node node, Board board, Fetcher fetcher, StoreLink storeLink) {
        this.node = node;
        this.board = board;
        this.fetcher = fetcher;
        this.storeLink = storeLink;
    }

    public void addTo(Api api) {
        api.on("search", this::search);
    }

    private void search(RoutingContext request) {
        JsonObject body = Params.body(request);
        String words = body.getString("query");
        int limit = body.getInteger("limit", SOME);
        if ("provider".equals(body.getString("source"))) {
            fetcher.search(words.strip())
                    .map(matches -> told(matches, limit).put("query", words))
                    .onSuccess(request::json)
                    .onFailure(request::fail);
            return;
        }
        storeLink.require();
        request.json(known(words, limit, body.getBoolean("include_company_info", false)));
    }

    private JsonObject known(String words, int limit, boolean withCompany) {
        List<Listing> listings = board.symbols().stream().map(board::of).toList();
        List<JsonObject> results = Search.in(listings, words, limit).stream()
                .map(found -> json(found, withCompany))
                .toList();
        return Answers.list("results", results).put("query", words).put("source", "known");
    }

    private static JsonObject json(Search.Found found, boolean withCompany) {
        Listing listing = found.listing();
        JsonObject json = new JsonObject()
                .put("symbol", listing.symbol())
                .put("match", found.fit().name().toLowerCase(Locale.ROOT))
                .put("bars", listing.prices().map(Coverage::bars).orElse(0));
        listing.profile().ifPresent(profile -> {
            json.put("name", profile.company().name());
            if (withCompany) {
                json.put("company", Wire.toJson(profile.company()));
            }
        });
        return json;
    }

    private JsonObject told(Sourced<List<Match>> matches, int limit) {
        List<JsonObject> results = matches.value().stream()
                .limit(limit)
                .map(match -> new JsonObject()
                        .put("symbol", match.symbol())
                        .put("name", match.name())
                        .put("type", match.type())
                        .put("region", match.region())
                        .put("currency", match.currency())
                        .put("score", match.score()))
                .toList();
        return Answers.list("results", results)
                .put("source", "provider")
                .put("origin", matches.provider())
                .put("as_of", Exchange.instant(matches.atMicros()).toString())
                .put("age_seconds", Quoted.age(matches.atMicros(), node.nowMicros()));
    }
}
