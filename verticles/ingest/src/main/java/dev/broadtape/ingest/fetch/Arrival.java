package dev.broadtape.ingest.fetch;

import dev.broadtape.ingest.provider.Series;

/**
 * Bars that came, of days whose trading is over.
 *
 * @param series empty when nothing was missing, and nobody was asked
 * @param provider that they came from
 * @param whole whether everything that there is is stored once these are
 */
public record Arrival(Series series, String provider, long atMicros, boolean whole) {}
