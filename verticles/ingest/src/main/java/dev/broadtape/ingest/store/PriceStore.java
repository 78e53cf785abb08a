package dev.broadtape.ingest.store;

import static dev.broadtape.ingest.store.Collections.PRICES;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The daily bars: one {@link Bucket} per symbol and year, since a year is read as a whole and by its {@code _id}. */
public final class PriceStore {
    private final Mongo mongo;

    public PriceStore(Mongo mongo) {
        this.mongo = mongo;
    }

    /**
     * Upserts the bars in bulk: all years are read by one command and written by another. Repeating a load changes
     * nothing. Fails with UNAVAILABLE when another host has written to one of the years meanwhile: then some may be
     * written, and all is to be done again.
     */
    public Future<Coverage> save(Load load, Optional<Coverage> before) {
        SortedMap<Integer, List<Bar>> byYear = load.bars().stream()
                .collect(Collectors.groupingBy(PriceStore::year, TreeMap::new, Collectors.toList()));
        return buckets(load.symbol(), byYear.keySet())
                .compose(stored -> save(load, byYear, stored))
                .map(written -> Coverage.after(load, before, bars(written)));
    }

    private Future<List<Bucket>> save(Load load, SortedMap<Integer, List<Bar>> byYear, Map<Integer, Bucket> stored) {
        List<Bucket> before = byYear.keySet().stream()
                .map(year -> stored.getOrDefault(year, Bucket.empty(load.symbol(), year)))
                .toList();
        List<Bucket> after = before.stream()
                .map(bucket -> bucket.with(load, byYear.getOrDefault(bucket.year(), List.of())))
                .toList();
        var statements = new JsonArray();
        for (int i = 0; i < before.size(); i++) {
            statements.add(before.get(i).replacedBy(after.get(i)));
        }
        return mongo.update(PRICES, statements)
                .compose(all -> all
                        ? Future.succeededFuture(after)
                        : Future.failedFuture(Fault.unavailable("another host writes bars of " + load.symbol())));
    }

    private static List<Bar> bars(List<Bucket> buckets) {
        return buckets.stream()
                .flatMap(bucket -> bucket.bars().stream())
                .map(StoredBar::bar)
                .toList();
    }

    /** The newest bars, newest first. */
    public Future<List<StoredBar>> newest(Coverage coverage, int limit) {
        return newest(coverage.symbol(), coverage.newestYears(limit), bar -> true, limit);
    }

    /** The newest bars of the days from {@code first} to {@code last}, newest first. */
    public Future<List<StoredBar>> newest(Coverage coverage, LocalDate first, LocalDate last, int limit) {
        return newest(
                coverage.symbol(),
                coverage.newestYears(first, last, limit),
                bar -> !bar.day().isBefore(first) && !bar.day().isAfter(last),
                limit);
    }

    private Future<List<StoredBar>> newest(
            String symbol, Collection<Integer> years, Predicate<StoredBar> wanted, int limit) {
        return buckets(symbol, years)
                .map(buckets -> buckets.values().stream()
                        .flatMap(bucket -> bucket.bars().stream())
                        .filter(wanted)
                        .sorted(Comparator.comparing(StoredBar::day).reversed())
                        .limit(limit)
                        .toList());
    }

    private Future<Map<Integer, Bucket>> buckets(String symbol, Collection<Integer> years) {
        JsonArray ids = new JsonArray(
                years.stream().map(year -> Bucket.id(symbol, year)).toList());
        JsonObject among = new JsonObject().put("_id", new JsonObject().put("$in", ids));
        return mongo.run(Find.in(PRICES, among))
                .map(found ->
                        found.stream().map(Bucket::new).collect(Collectors.toMap(Bucket::year, bucket -> bucket)));
    }

    /** All of a symbol. */
    public Future<Void> remove(String symbol) {
        return mongo.runLong(client -> client.removeDocuments(PRICES, new JsonObject().put("symbol", symbol)))
                .mapEmpty();
    }

    private static int year(Bar bar) {
        return Exchange.day(bar.startMicros()).getYear();
    }
}
