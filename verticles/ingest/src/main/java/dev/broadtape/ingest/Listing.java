package dev.broadtape.ingest;

import java.util.Optional;

/**
 * All that is known of a symbol, as its document in {@code companies} has it.
 *
 * @param prices which of its bars are stored
 */
record Listing(String symbol, Optional<Profile> profile, Optional<Coverage> prices) {
    /**
     * A company as it was last told to us.
     *
     * @param changedBy the job that brought the last change: it can tell of it again, should it be done again
     * @param checkedAtMicros when it was last asked for, changed or not
     */
    record Profile(Company company, String provider, String changedBy, long changedAtMicros, long checkedAtMicros) {}

    static Listing unknown(String symbol) {
        return new Listing(symbol, Optional.empty(), Optional.empty());
    }

    Listing with(Profile now) {
        return new Listing(symbol, Optional.of(now), prices);
    }

    Listing with(Coverage now) {
        return new Listing(symbol, profile, Optional.of(now));
    }
}
