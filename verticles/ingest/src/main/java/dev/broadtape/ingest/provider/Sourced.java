package dev.broadtape.ingest.provider;

/**
 * What a provider said.
 *
 * @param provider that said it
 * @param atMicros when: before now, where the answer was kept
 */
public record Sourced<T>(T value, String provider, long atMicros) {}
