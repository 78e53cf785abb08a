package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Interval;
import dev.broadtape.contract.Prices;
import dev.broadtape.contract.Tick;
import dev.broadtape.kit.http.Params;
import dev.broadtape.receiver.store.TickStore;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * {@code GET /api/v1/stream/movers}: what moved and what was traded most on each symbol's latest day, of the symbols whose
 * ticks this receiver has.
 */
final class MoverHandler implements Handler<RoutingContext> {
    private static final int SOME = 10;
    private static final int MOST = 50;
    private static final int PERCENT_DECIMALS = 2;
    private static final Comparator<Mover> BY_PERCENT =
            Comparator.comparing(Mover::percent).thenComparing(Mover::symbol);

    private final Supplier<Books> books;
    private final Reading reading;

    /** One symbol, its newest tick and the candle of its day. */
    private record Mover(Tick tick, Kept day) {
        String symbol() {
            return tick.symbol();
        }

        long volume() {
            return day.sum().volume();
        }

        /** Of the close of the day before, to two decimals; 0 where that is not known. */
        BigDecimal percent() {
            long beforeE4 = tick.priceE4() - tick.changeE4();
            return beforeE4 <= 0
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(tick.changeE4())
                            .movePointRight(2)
                            .divide(BigDecimal.valueOf(beforeE4), PERCENT_DECIMALS, RoundingMode.HALF_UP);
        }

        JsonObject json() {
            return new JsonObject()
                    .put("symbol", symbol())
                    .put("price", Prices.decimal(tick.priceE4()))
                    .put("change", Prices.decimal(tick.changeE4()))
                    .put("change_percent", percent())
                    .put("volume", volume())
                    .put("vwap", Prices.decimal(day.sum().vwapE4()))
                    .put("timestamp", Exchange.instant(tick.timeMicros()).toString());
        }
    }

    MoverHandler(Supplier<Books> books, Reading reading) {
        this.books = books;
        this.reading = reading;
    }

    @Override
    public void handle(RoutingContext request) {
        int limit = Params.limit(request, SOME, MOST);
        reading.read(store -> answer(movers(store), limit))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    private List<Mover> movers(TickStore store) {
        var latest = new Stretch(Long.MIN_VALUE, Long.MAX_VALUE, 1);
        Books open = books.get();
        return open.shelf().built().stream()
                .flatMap(symbol -> mover(store.newest(symbol, 1), open.newest(store, symbol, Interval.DAY, latest)))
                .toList();
    }

    private static Stream<Mover> mover(List<Tick> newest, List<Kept> day) {
        return newest.isEmpty() || day.isEmpty() ? Stream.empty() : Stream.of(new Mover(newest.get(0), day.get(0)));
    }

    private static JsonObject answer(List<Mover> movers, int limit) {
        return new JsonObject()
                .put("gainers", first(movers, mover -> mover.percent().signum() > 0, BY_PERCENT.reversed(), limit))
                .put("losers", first(movers, mover -> mover.percent().signum() < 0, BY_PERCENT, limit))
                .put(
                        "most_active",
                        first(
                                movers,
                                mover -> true,
                                Comparator.comparingLong(Mover::volume).reversed(),
                                limit))
                .put("symbols", movers.size());
    }

    private static JsonArray first(List<Mover> movers, Predicate<Mover> which, Comparator<Mover> order, int limit) {
        return new JsonArray(movers.stream()
                .filter(which)
                .sorted(order)
                .limit(limit)
                .map(Mover::json)
                .toList());
    }
}
