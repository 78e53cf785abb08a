package dev.broadtape.dashboard;

import dev.broadtape.contract.Prices;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The last {@link #SAMPLES} prices of each symbol, oldest first. As many symbols as the {@link QuoteBoard} has. */
final class Sparks {
    static final int SAMPLES = 60;

    private final Deque<Instant> times = new ArrayDeque<>(SAMPLES);
    private final Map<String, Deque<Long>> pricesE4 = new HashMap<>();

    /** Adds one price a symbol. Not to be called while the tape stands still, or its past would be flattened away. */
    void sample(Collection<Quote> quotes, Instant now) {
        push(times, now);
        quotes.forEach(quote ->
                push(pricesE4.computeIfAbsent(quote.last().symbol(), symbol -> new ArrayDeque<>()), priceE4(quote)));
    }

    private static long priceE4(Quote quote) {
        return quote.last().priceE4();
    }

    private static <T> void push(Deque<T> samples, T newest) {
        if (samples.size() == SAMPLES) {
            samples.removeFirst();
        }
        samples.addLast(newest);
    }

    /** The times of the samples, and the prices by symbol; a symbol that came later has fewer, the newest of them. */
    JsonObject json() {
        var instants = new JsonArray();
        times.forEach(time -> instants.add(time.toString()));
        var prices = new JsonObject();
        pricesE4.forEach((symbol, samples) -> prices.put(symbol, decimals(samples)));
        return new JsonObject().put("times", instants).put("prices", prices);
    }

    private static JsonArray decimals(Deque<Long> samples) {
        var decimals = new JsonArray();
        samples.forEach(priceE4 -> decimals.add(Prices.decimal(priceE4)));
        return decimals;
    }
}
