package dev.broadtape.driver;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.broadtape.contract.Partitions;
import dev.broadtape.contract.ReadySymbols.Ready;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A symbol on the tape.
 *
 * @param closeE4 the close that its walk goes around and its change is counted from
 */
record Listing(String symbol, long closeE4) {
    /** In alphabetical order, so that the order in which symbols are named decides no tick. */
    static List<Listing> all(Collection<Ready> symbols) {
        return symbols.stream()
                .map(ready -> new Listing(ready.symbol(), ready.closeE4()))
                .sorted(Comparator.comparing(Listing::symbol))
                .toList();
    }

    int partition(int partitions) {
        return Partitions.of(symbol, partitions);
    }

    /** The same on every machine and in every process. */
    @JsonIgnore
    long hash() {
        long hash = 0;
        for (int i = 0; i < symbol.length(); i++) {
            hash = RandomWalk.mix(hash + symbol.charAt(i));
        }
        return hash;
    }
}
