package dev.broadtape.ingest;

import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Prices;
import dev.broadtape.ingest.store.Coverage;
import dev.broadtape.ingest.store.StoredBar;
import dev.broadtape.kit.http.AnswerCache;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** The stored daily bars, newest first. */
final class BarRoutes {
    private static final int SOME = 100;
    private static final int MOST = 5_000;

    private final Assembly ingest;
    private final AnswerCache answers;

    BarRoutes(Assembly ingest, AnswerCache answers) {
        this.ingest = ingest;
        this.answers = answers;
    }

    void addTo(Api api) {
        api.on("stockData", answers.of(this::stockData))
                .on("history", answers.of(this::history))
                .on("latest", answers.of(this::latest));
    }

    private Future<JsonObject> stockData(RoutingContext request) {
        String symbol = Params.symbol(request);
        Coverage stored = stored(symbol);
        return ingest.storage
                .prices()
                .newest(stored, Params.limit(request, SOME, MOST))
                .map(bars -> list(symbol, bars));
    }

    private Coverage stored(String symbol) {
        ingest.storeLink.require();
        return ingest.board
                .of(symbol)
                .prices()
                .orElseThrow(() -> Fault.of(NOT_FOUND, "there are no bars of %s here".formatted(symbol)));
    }

    private static JsonObject list(String symbol, List<StoredBar> bars) {
        return Answers.list("data", bars.stream().map(bar -> json(symbol, bar)).toList())
                .put("symbol", symbol);
    }

    private Future<JsonObject> history(RoutingContext request) {
        String symbol = Params.symbol(request);
        int limit = Params.limit(request, SOME, MOST);
        Optional<LocalDate> start = date(request, "start_date");
        Optional<LocalDate> end = date(request, "end_date");
        Optional<LocalDate> before = date(request, "cursor").map(day -> day.minusDays(1));
        Coverage stored = stored(symbol);
        LocalDate first = start.orElse(stored.first());
        LocalDate last = earlier(end.orElse(stored.last()), before.orElse(stored.last()));
        return page(stored, first, last, limit);
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static Optional<LocalDate> date(RoutingContext request, String name) {
        return Params.query(request, name).map(text -> date(name, text));
    }

    private static LocalDate date(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadField(name, "must be a day as 2026-11-24, not '%s'".formatted(text));
        }
    }

    /** A page that ends before the oldest bar that is wanted says where the next one goes on. */
    private Future<JsonObject> page(Coverage stored, LocalDate first, LocalDate last, int limit) {
        return ingest.storage.prices().newest(stored, first, last, limit).map(bars -> {
            JsonObject page = list(stored.symbol(), bars);
            if (bars.size() == limit) {
                LocalDate oldest = bars.get(limit - 1).day();
                if (oldest.isAfter(first) && oldest.isAfter(stored.first())) {
                    page.put("next", oldest.toString());
                }
            }
            return page;
        });
    }

    private Future<JsonObject> latest(RoutingContext request) {
        String symbol = Params.symbol(request);
        Coverage stored = stored(symbol);
        return ingest.storage
                .prices()
                .newest(stored, 1)
                .map(bars -> json(symbol, bars.get(0)).put("source", bars.get(0).source()));
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
}
