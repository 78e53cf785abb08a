package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Interval;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import dev.broadtape.receiver.store.TickStore;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One page of candles, oldest first: from a start on, or without one the newest before the end. The cursor of the next page is
 * a time in microseconds: behind {@code from} where a start was given, behind {@code before} where none was.
 *
 * @param forward whether the next page has later candles
 */
record CandlePage(boolean forward, long fromMicros, long toMicros, int limit) {
    private static final Pattern CURSOR = Pattern.compile("(from|before)(-?[0-9]{1,17})");
    /** Times that we answer for: those that fit a long in nanoseconds. */
    private static final long EXTREME_MICROS = Long.MAX_VALUE / 1_000;

    /**
     * What a request asks for.
     *
     * @throws BadField naming the parameter that means nothing
     */
    static CandlePage of(RoutingContext request) {
        OptionalLong start = time(request, "start_time");
        long end = time(request, "end_time").orElse(EXTREME_MICROS);
        int limit = Params.limit(request, CandleRoutes.USUAL, CandleRoutes.MOST);
        if (start.isPresent() && start.getAsLong() >= end) {
            throw new BadField("end_time", "must be after start_time");
        }
        var page = new CandlePage(start.isPresent(), start.orElse(-EXTREME_MICROS), end, limit);
        return Params.query(request, "cursor").map(page::behind).orElse(page);
    }

    private static OptionalLong time(RoutingContext request, String name) {
        return Params.query(request, name).map(text -> parse(name, text)).orElse(OptionalLong.empty());
    }

    /** A plus sign of an offset that was not escaped has become a space. */
    private static OptionalLong parse(String name, String text) {
        try {
            Instant time = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            return OptionalLong.of(Math.max(-EXTREME_MICROS, Math.min(EXTREME_MICROS, Exchange.micros(time))));
        } catch (DateTimeException | ArithmeticException e) {
            throw new BadField(name, "must be a time as 2026-11-24T14:30:00Z, not '%s'".formatted(shortened(text)));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private CandlePage behind(String cursor) {
        Matcher read = CURSOR.matcher(cursor);
        if (!read.matches()) {
            throw new BadField("cursor", "must be the next of a page before");
        }
        long micros = Long.parseLong(read.group(2));
        return read.group(1).equals("from")
                ? new CandlePage(true, Math.max(fromMicros, micros), toMicros, limit)
                : new CandlePage(false, fromMicros, Math.min(toMicros, micros), limit);
    }

    /** One candle more than the page has room for, if there is one. */
    List<Kept> read(Books books, TickStore store, String symbol, Interval interval) {
        var stretch = new Stretch(fromMicros, toMicros, limit + 1);
        if (forward) {
            return books.oldest(store, symbol, interval, stretch);
        }
        List<Kept> newest = new ArrayList<>(books.newest(store, symbol, interval, stretch));
        Collections.reverse(newest);
        return newest;
    }

    /** Those that the page has room for. */
    List<Kept> shown(List<Kept> found) {
        if (found.size() <= limit) {
            return found;
        }
        return forward ? found.subList(0, limit) : found.subList(1, found.size());
    }

    /** The cursor of the next page, if there is one. */
    Optional<String> next(List<Kept> found) {
        if (found.size() <= limit) {
            return Optional.empty();
        }
        return Optional.of(
                forward
                        ? "from" + found.get(limit).window().startMicros()
                        : "before" + found.get(1).window().startMicros());
    }
}
