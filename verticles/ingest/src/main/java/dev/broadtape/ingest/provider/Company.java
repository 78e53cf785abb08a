package dev.broadtape.ingest.provider;

import java.util.Optional;

/** What is known of the company behind a symbol. */
public record Company(
        String symbol,
        String name,
        Optional<String> exchange,
        Optional<String> currency,
        Optional<String> country,
        Optional<String> sector,
        Optional<String> industry) {
    public static Company named(String symbol, String name) {
        return new Company(
                symbol, name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
