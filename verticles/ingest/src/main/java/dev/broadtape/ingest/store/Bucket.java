package dev.broadtape.ingest.store;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;

/**
 * The bars of a symbol and a year, as one document has them.
 *
 * <pre>
 *  {_id: "AAPL:2021", symbol: "AAPL", year: 2021, version: 3,
 *   bars: {"2021-04-21": {openE4, highE4, lowE4, closeE4, volume, source}},
 *   actions: {"2021-02-05": {dividendE4, split: "1"}},
 *   firstSeenMicros: {"2021-04-21": …}}
 * </pre>
 */
record Bucket(JsonObject document) {
    private static final String VERSION = "version";

    static String id(String symbol, int year) {
        return symbol + ":" + year;
    }

    static Bucket empty(String symbol, int year) {
        return new Bucket(new JsonObject()
                .put("_id", id(symbol, year))
                .put("symbol", symbol)
                .put("year", year)
                .put("bars", new JsonObject())
                .put("actions", new JsonObject())
                .put("firstSeenMicros", new JsonObject()));
    }

    String id() {
        return document.getString("_id");
    }

    int year() {
        return document.getInteger("year");
    }

    /** What a load has of this year goes over what is here; a day that is known keeps its first-seen time. */
    Bucket with(Load load, List<Bar> ofTheYear) {
        JsonObject next = document.copy();
        JsonObject bars = next.getJsonObject("bars");
        JsonObject firstSeen = next.getJsonObject("firstSeenMicros");
        for (Bar bar : ofTheYear) {
            String day = Exchange.day(bar.startMicros()).toString();
            bars.put(day, StoredBar.document(bar, load.provider()));
            if (!firstSeen.containsKey(day)) {
                firstSeen.put(day, load.atMicros());
            }
        }
        load.actions().stream()
                .filter(action -> action.day().getYear() == year())
                .forEach(action ->
                        next.getJsonObject("actions").put(action.day().toString(), StoredBar.document(action)));
        return new Bucket(next.put(VERSION, document.getLong(VERSION, 0L) + 1));
    }

    /** A statement of an {@code update} that puts {@code next} here, unless another host was faster. */
    JsonObject replacedBy(Bucket next) {
        Object version =
                document.containsKey(VERSION) ? document.getLong(VERSION) : new JsonObject().put("$exists", false);
        return new JsonObject()
                .put("q", new JsonObject().put("_id", id()).put(VERSION, version))
                .put("u", next.document)
                .put("upsert", true);
    }

    /** Oldest first. */
    List<StoredBar> bars() {
        return document.getJsonObject("bars").fieldNames().stream()
                .map(day -> StoredBar.in(document, day))
                .sorted(Comparator.comparing(StoredBar::day))
                .toList();
    }
}
