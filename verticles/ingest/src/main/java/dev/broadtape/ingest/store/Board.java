package dev.broadtape.ingest.store;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.ReadySymbols;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is known of every symbol, in memory, in step with the store. For one event loop; its figures are for any. */
public final class Board {
    private final SortedMap<String, Listing> listings = new TreeMap<>();
    private final Set<String> newerThanTheLoad = new HashSet<>();
    private boolean loaded;
    private volatile int ready;
    private volatile long bars;

    /** Say this before reading the store: what is put from here on is newer than what the read will find. */
    public void beginLoad() {
        newerThanTheLoad.clear();
    }

    public void load(List<Listing> stored) {
        listings.keySet().retainAll(newerThanTheLoad);
        stored.stream()
                .filter(listing -> !newerThanTheLoad.contains(listing.symbol()))
                .forEach(listing -> listings.put(listing.symbol(), listing));
        loaded = true;
        count();
    }

    public void put(Listing listing) {
        listings.put(listing.symbol(), listing);
        newerThanTheLoad.add(listing.symbol());
        count();
    }

    public void remove(String symbol) {
        listings.remove(symbol);
        newerThanTheLoad.add(symbol);
        count();
    }

    private void count() {
        ready = (int) covered().count();
        bars = covered().mapToLong(Coverage::bars).sum();
    }

    public Listing of(String symbol) {
        return Optional.ofNullable(listings.get(symbol)).orElseGet(() -> Listing.unknown(symbol));
    }

    /** How many symbols have data. */
    public int ready() {
        return ready;
    }

    public long bars() {
        return bars;
    }

    public boolean covers(String symbol) {
        return of(symbol).prices().isPresent();
    }

    public Set<String> symbols() {
        return Set.copyOf(listings.keySet());
    }

    /**
     * The symbols that have data.
     *
     * @throws Fault UNAVAILABLE as long as the store was never read
     */
    public ReadySymbols readySymbols() {
        if (!loaded) {
            throw Fault.unavailable("MongoDB has not been read yet");
        }
        return ReadySymbols.of(covered().map(Board::ready).toList());
    }

    private static ReadySymbols.Ready ready(Coverage coverage) {
        return new ReadySymbols.Ready(
                coverage.symbol(), Exchange.startOfDayMicros(coverage.last()), coverage.closeE4(), coverage.volume());
    }

    private Stream<Coverage> covered() {
        return listings.values().stream().flatMap(listing -> listing.prices().stream());
    }
}
