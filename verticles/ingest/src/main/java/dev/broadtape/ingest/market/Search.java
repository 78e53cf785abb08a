package dev.broadtape.ingest.market;

import dev.broadtape.ingest.store.Listing;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds symbols by what people remember of them: the symbol itself, its beginning, or words of the company's name. */
final class Search {
    private Search() {}

    /** How well a listing fits; the first is the best. */
    enum Fit {
        SYMBOL,
        SYMBOL_BEGINNING,
        NAME,
        NAME_WORD,
        NAME_PART
    }

    /** A listing that fits. */
    record Found(Listing listing, Fit fit) {}

    /** The best first, and of those that fit equally, in the order of their symbols. */
    static List<Found> in(Collection<Listing> listings, String words, int limit) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return listings.stream()
                .flatMap(listing -> fit(listing, wanted).map(fit -> new Found(listing, fit)).stream())
                .sorted(Comparator.comparing(Found::fit)
                        .thenComparing(found -> found.listing().symbol()))
                .limit(limit)
                .toList();
    }

    private static Optional<Fit> fit(Listing listing, String wanted) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        String symbol = listing.symbol().toLowerCase(Locale.ROOT);
        if (symbol.startsWith(wanted)) {
            return Optional.of(symbol.equals(wanted) ? Fit.SYMBOL : Fit.SYMBOL_BEGINNING);
        }
        return listing.profile().flatMap(profile -> fit(profile.company().name().toLowerCase(Locale.ROOT), wanted));
    }

    private static Optional<Fit> fit(String name, String wanted) {
        if (name.startsWith(wanted)) {
            return Optional.of(Fit.NAME);
        }
        if (Arrays.stream(name.split("\\W+")).anyMatch(word -> word.startsWith(wanted))) {
            return Optional.of(Fit.NAME_WORD);
        }
        return name.contains(wanted) ? Optional.of(Fit.NAME_PART) : Optional.empty();
    }
}
