package dev.broadtape.driver;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.broadtape.contract.Partitions;

/**
 * A symbol on the tape.
 *
 * @param closeE4 the close that its walk goes around and its change is counted from
 */
record Listing(String symbol, long closeE4) {
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
