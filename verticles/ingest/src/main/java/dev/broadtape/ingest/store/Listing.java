package dev.broadtape.ingest.store;

import dev.broadtape.ingest.provider.Company;
import java.util.Optional;

/** All that is known of a symbol, as its document in {@code companies} has it. */
public record Listing(String symbol, Optional<Profile> profile, Optional<Coverage> prices) {
    /**
     * A company as it was last told to us.
     *
     * @param checkedAtMicros when it was last asked for, changed or not
     */
    public record Profile(Company company, String provider, long changedAtMicros, long checkedAtMicros) {}

    public static Listing unknown(String symbol) {
        return new Listing(symbol, Optional.empty(), Optional.empty());
    }

    public Listing with(Profile now) {
        return new Listing(symbol, Optional.of(now), prices);
    }

    public Listing with(Coverage now) {
        return new Listing(symbol, profile, Optional.of(now));
    }
}
