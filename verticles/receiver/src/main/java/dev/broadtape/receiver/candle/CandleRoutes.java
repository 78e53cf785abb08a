package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Interval;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/** Candles, movers and indicators over HTTP. */
final class CandleRoutes {
    static final int USUAL = 100;
    static final int MOST = 1_000;

    private final Supplier<Books> books;
    private final Reading reading;

    CandleRoutes(Supplier<Books> books, Reading reading) {
        this.books = books;
        this.reading = reading;
    }

    void addTo(Api api) {
        api.on("candles", this::candles)
                .on("indicators", new IndicatorHandler(books, reading))
                .on("streamMovers", new MoverHandler(books, reading));
    }

    /** Oldest first. Without a start it answers with the newest ones before the end. */
    private void candles(RoutingContext request) {
        String symbol = Params.symbol(request);
        Interval interval = interval(request);
        CandlePage page = CandlePage.of(request);
        reading.read(store -> page.read(books.get(), store, symbol, interval))
                .map(found -> answer(symbol, interval, page, found))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    private static JsonObject answer(String symbol, Interval interval, CandlePage page, List<Kept> found) {
        JsonObject list = Answers.list(
                "candles",
                page.shown(found).stream()
                        .map(kept -> CandleJson.of(kept.candle()))
                        .toList());
        page.next(found).ifPresent(next -> list.put("next", next));
        return new JsonObject()
                .put("symbol", symbol)
                .put("interval", interval.label())
                .mergeIn(list);
    }

    static Interval interval(RoutingContext request) {
        String label = Params.query(request, "interval").orElse(Interval.MINUTE.label());
        return Interval.labelled(label)
                .orElseThrow(() ->
                        new BadField("interval", "must be one of %s, not '%s'".formatted(Interval.labels(), label)));
    }
}
