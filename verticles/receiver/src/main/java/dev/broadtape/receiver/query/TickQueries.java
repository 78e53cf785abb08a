package dev.broadtape.receiver.query;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Tick;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import dev.broadtape.receiver.store.TickKey;
import dev.broadtape.receiver.store.TickQuery;
import dev.broadtape.receiver.store.TickQuery.Order;
import dev.broadtape.receiver.store.TickStore;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Reads what ticks a request asks for, and answers it. */
final class TickQueries {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private TickQueries() {}

    /** One tick more than the page has, which tells whether there is another page. */
    static TickQuery of(RoutingContext request) {
        Optional<Long> from = micros(request, "start_time");
        Optional<Long> to = micros(request, "end_time");
        if (from.isPresent() && to.isPresent() && from.get() >= to.get()) {
            throw new BadField("end_time", "must be later than start_time");
        }
        return new TickQuery(
                Params.query(request, "symbol").map(text -> Params.symbol("symbol", text)),
                from.orElse(Long.MIN_VALUE),
                to.orElse(Long.MAX_VALUE),
                Params.query(request, "order").filter("oldest"::equals).isPresent()
                        ? Order.OLDEST_FIRST
                        : Order.NEWEST_FIRST,
                Params.query(request, "cursor").map(TickKey::ofCursor),
                Params.limit(request, USUAL, MOST) + 1);
    }

    private static Optional<Long> micros(RoutingContext request, String name) {
        return Params.query(request, name).map(text -> micros(name, text));
    }

    private static long micros(String name, String text) {
        try {
            return Exchange.micros(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadField(name, "must be a time such as 2026-11-24T14:30:00Z, not '%s'".formatted(text));
        }
    }

    /** Newest or oldest first, and where the next page goes on. */
    static Buffer page(TickStore store, TickQuery query) {
        query.symbol().ifPresent(symbol -> last(store, symbol));
        List<Tick> found = store.find(query);
        if (found.size() < query.limit()) {
            return Pages.of(query.symbol(), found, Optional.empty());
        }
        List<Tick> page = found.subList(0, query.limit() - 1);
        String next = TickKey.of(page.get(page.size() - 1)).cursor();
        return Pages.of(query.symbol(), page, Optional.of(next));
    }

    /** The last tick that came of a symbol; NOT_FOUND when there was never one. */
    static Tick last(TickStore store, String symbol) {
        return store.last(symbol)
                .orElseThrow(() -> Fault.of(Fault.Kind.NOT_FOUND, "no tick of " + symbol + " was ever stored"));
    }
}
