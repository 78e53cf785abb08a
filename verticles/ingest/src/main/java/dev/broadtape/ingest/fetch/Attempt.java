package dev.broadtape.ingest.fetch;

import java.util.Optional;

/**
 * One time that a provider was asked.
 *
 * @param jobId that asked; empty for a reader of the HTTP API
 * @param about the symbol or the words; empty for the market as a whole
 * @param items how many things came
 * @param error why nothing came
 */
public record Attempt(
        String jobId,
        String about,
        String kind,
        String provider,
        long atMicros,
        long durationMillis,
        int items,
        Optional<String> error) {
    public String status() {
        return error.isPresent() ? "failed" : "ok";
    }
}
