package dev.broadtape.ingest;

import dev.broadtape.contract.Bar;
import java.util.List;

/**
 * Bars on their way into the store.
 *
 * @param bars oldest first, at least one
 * @param atMicros when they came
 */
record Load(String symbol, List<Bar> bars, String provider, long atMicros) {}
