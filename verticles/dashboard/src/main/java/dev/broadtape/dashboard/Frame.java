package dev.broadtape.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * What changed over one interval, or over several when nothing did. The first counts on where the last frame
 * ended, so a browser sees that it missed one.
 *
 * @param from the first interval that it tells of
 * @param to the last one
 * @param heard all ticks heard since the start, up to the end of it
 */
record Frame(long from, long to, Instant at, long heard, QuoteBoard.Taken taken) {
    JsonObject json() {
        var quotes = new JsonArray();
        taken.quotes().forEach(quote -> quotes.add(quote.json()));
        return new JsonObject()
                .put("from", from)
                .put("to", to)
                .put("at", at.toString())
                .put("heard", heard)
                .put("conflated", taken.conflated())
                .put("ticks", taken.ticks())
                .put("quotes", quotes);
    }
}
