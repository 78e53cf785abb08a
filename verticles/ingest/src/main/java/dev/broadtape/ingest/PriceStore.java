package dev.broadtape.ingest;

import static dev.broadtape.ingest.Collections.PRICES;
import static dev.broadtape.ingest.Collections.byId;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.UpdateOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The daily bars: one document per symbol and year, since a year is read as a whole and by its {@code _id}.
 *
 * <pre>
 *  {_id: "AAPL:2021", symbol: "AAPL", year: 2021,
 *   bars: {"2021-04-21": {openE4, highE4, lowE4, closeE4, volume}},
 *   firstSeenMicros: {"2021-04-21": …}}
 * </pre>
 */
final class PriceStore {
    private final Mongo mongo;

    PriceStore(Mongo mongo) {
        this.mongo = mongo;
    }

    /**
     * Upserts the bars, one update a year: a day that is known keeps its first-seen time, repeating a load changes
     * nothing. Not the client's bulkWrite, which turns small longs into 32-bit numbers.
     */
    Future<Coverage> save(Load load, Optional<Coverage> before) {
        SortedMap<Integer, List<Bar>> byYear = load.bars().stream()
                .collect(Collectors.groupingBy(PriceStore::year, TreeMap::new, Collectors.toList()));
        List<Future<Void>> upserts = new ArrayList<>();
        byYear.forEach((year, bars) -> upserts.add(upsert(load, year, bars)));
        return Future.join(upserts)
                .compose(v -> barsOf(load.symbol(), byYear.keySet()))
                .map(touched -> Coverage.after(load, before, touched));
    }

    /** The newest bars, newest first. */
    Future<List<Bar>> newest(Coverage coverage, int limit) {
        return barsOf(coverage.symbol(), coverage.newestYears(limit))
                .map(bars -> bars.stream()
                        .sorted(Comparator.comparingLong(Bar::startMicros).reversed())
                        .limit(limit)
                        .toList());
    }

    /** Oldest first. */
    private Future<List<Bar>> barsOf(String symbol, Collection<Integer> years) {
        return Future.all(years.stream().map(year -> bucket(symbol, year)).toList())
                .map(all -> all.<List<Bar>>list().stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparingLong(Bar::startMicros))
                        .toList());
    }

    private Future<List<Bar>> bucket(String symbol, int year) {
        return mongo.run(client -> client.findOne(PRICES, byId(id(symbol, year)), new JsonObject().put("bars", 1)))
                .map(found -> found == null ? List.of() : bars(found.getJsonObject("bars")));
    }

    private Future<Void> upsert(Load load, int year, List<Bar> bars) {
        var set = new JsonObject().put("symbol", load.symbol()).put("year", year);
        var firstSeen = new JsonObject();
        for (Bar bar : bars) {
            String day = Exchange.day(bar.startMicros()).toString();
            set.put("bars." + day, document(bar));
            firstSeen.put("firstSeenMicros." + day, load.atMicros());
        }
        JsonObject update = new JsonObject().put("$set", set).put("$min", firstSeen);
        return mongo.runLong(client -> client.updateCollectionWithOptions(
                        PRICES, byId(id(load.symbol(), year)), update, new UpdateOptions().setUpsert(true)))
                .mapEmpty();
    }

    private static JsonObject document(Bar bar) {
        return new JsonObject()
                .put("openE4", bar.openE4())
                .put("highE4", bar.highE4())
                .put("lowE4", bar.lowE4())
                .put("closeE4", bar.closeE4())
                .put("volume", bar.volume());
    }

    private static List<Bar> bars(JsonObject byDay) {
        return new TreeMap<>(byDay.getMap())
                .keySet().stream()
                        .map(day -> bar(day, byDay.getJsonObject(day)))
                        .toList();
    }

    private static Bar bar(String day, JsonObject columns) {
        return new Bar(
                Exchange.startOfDayMicros(LocalDate.parse(day)),
                columns.getLong("openE4"),
                columns.getLong("highE4"),
                columns.getLong("lowE4"),
                columns.getLong("closeE4"),
                columns.getLong("volume"));
    }

    private static int year(Bar bar) {
        return Exchange.day(bar.startMicros()).getYear();
    }

    private static String id(String symbol, int year) {
        return symbol + ":" + year;
    }
}
