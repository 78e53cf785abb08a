package dev.broadtape.ingest.provider;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The newest trade of a symbol, as a provider tells it.
 *
 * @param previousCloseE4 absent where the provider does not tell
 * @param changePercent exactly as told
 */
public record Quote(
        String symbol,
        long openE4,
        long highE4,
        long lowE4,
        long priceE4,
        long volume,
        LocalDate day,
        Optional<Long> previousCloseE4,
        Optional<Long> changeE4,
        Optional<BigDecimal> changePercent) {}
