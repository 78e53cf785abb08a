package dev.broadtape.receiver.query;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Prices;
import dev.broadtape.contract.Tick;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.store.TickQuery;
import dev.broadtape.receiver.store.TickStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Windows of ticks, symbols, and statistics over HTTP. Filters and limits are the store's: nothing is read and left out. */
public final class QueryRoutes {
    private static final int SOME_SYMBOLS = 100;
    private static final int MOST_SYMBOLS = 1_000;
    private static final String DAY = "24h";

    private final Reading store;

    public QueryRoutes(Reading store) {
        this.store = store;
    }

    public void addTo(Api api) {
        api.on("streamTicks", this::window)
                .on("latest", this::latest)
                .on("latestTick", this::latest)
                .on("statistics", this::statistics)
                .on("tickStatistics", this::statistics)
                .on("streamSymbols", this::symbols)
                .on("accumuloStatus", this::status);
    }

    private void window(RoutingContext request) {
        TickQuery query = TickQueries.of(request);
        store.read(open -> TickQueries.page(open, query))
                .onSuccess(page -> Pages.respond(request, page))
                .onFailure(request::fail);
    }

    /** By the tape's time: a tick that came late is not the latest. */
    private void latest(RoutingContext request) {
        String symbol = Params.symbol(request);
        store.read(open -> open.newest(symbol, 1).stream().findFirst().orElseGet(() -> TickQueries.last(open, symbol)))
                .onSuccess(tick -> Pages.respond(request, Pages.of(tick)))
                .onFailure(request::fail);
    }

    private void statistics(RoutingContext request) {
        String symbol = Params.symbol(request);
        Duration length = Window.length(Params.query(request, "window").orElse(DAY));
        Optional<UUID> run = Params.query(request, "run").map(UUID::fromString);
        answer(request, open -> {
            Window window = Window.upTo(TickQueries.last(open, symbol).timeMicros(), length);
            return Statistics.of(open.minutes(symbol, window.fromMicros(), window.toMicros(), run))
                    .map(found -> json(symbol, window, found))
                    .orElseThrow(() -> Fault.of(
                            Fault.Kind.NOT_FOUND,
                            "no tick of %s is in the last %s of that run".formatted(symbol, length)));
        });
    }

    private static JsonObject json(String symbol, Window window, Statistics found) {
        JsonObject json = new JsonObject()
                .put("symbol", symbol)
                .put("start_time", time(window.fromMicros()))
                .put("end_time", time(window.toMicros()))
                .put("tick_count", found.whole().ticks())
                .put("volume", found.whole().volume())
                .put("open", Prices.decimal(found.whole().open().priceE4()))
                .put("high", Prices.decimal(found.whole().highE4()))
                .put("low", Prices.decimal(found.whole().lowE4()))
                .put("last", Prices.decimal(found.whole().close().priceE4()))
                .put("change", Prices.decimal(found.changeE4()))
                .put("volatility", found.volatility())
                .put("first_tick_at", time(found.whole().open().place().timeMicros()))
                .put("last_tick_at", time(found.whole().close().place().timeMicros()));
        found.changePercent().ifPresent(percent -> json.put("change_percent", percent));
        found.vwap().ifPresent(vwap -> json.put("vwap", vwap));
        return json;
    }

    private void symbols(RoutingContext request) {
        int limit = Params.limit(request, SOME_SYMBOLS, MOST_SYMBOLS);
        String after = Params.query(request, "cursor")
                .map(text -> Params.symbol("cursor", text))
                .orElse("");
        answer(request, open -> {
            List<Tick> found = open.lastAfter(after, limit + 1);
            List<Tick> page = found.subList(0, Math.min(limit, found.size()));
            JsonObject list =
                    Answers.list("symbols", page.stream().map(QueryRoutes::json).toList());
            return found.size() > limit ? list.put("next", page.get(limit - 1).symbol()) : list;
        });
    }

    private static JsonObject json(Tick last) {
        return new JsonObject()
                .put("symbol", last.symbol())
                .put("price", Prices.decimal(last.priceE4()))
                .put("change", Prices.decimal(last.changeE4()))
                .put("timestamp", time(last.timeMicros()))
                .put("run", last.run().toString())
                .put("source", last.source().label());
    }

    private void status(RoutingContext request) {
        answer(request, open -> StoreJson.of(open.status(), open));
    }

    private void answer(RoutingContext request, Function<TickStore, JsonObject> question) {
        Future<JsonObject> answer = store.read(question);
        answer.onSuccess(request::json).onFailure(request::fail);
    }

    private static String time(long micros) {
        return Exchange.instant(micros).toString();
    }
}
