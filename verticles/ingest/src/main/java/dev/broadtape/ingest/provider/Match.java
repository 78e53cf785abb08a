package dev.broadtape.ingest.provider;

import java.math.BigDecimal;

/**
 * A symbol that a search found.
 *
 * @param score from 0 to 1, 1 being what was asked for
 */
public record Match(String symbol, String name, String type, String region, String currency, BigDecimal score) {}
