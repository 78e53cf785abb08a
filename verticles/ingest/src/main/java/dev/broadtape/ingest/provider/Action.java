package dev.broadtape.ingest.provider;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a company did to its shares on a day: a dividend, a split, or both. Bars are as traded; with its actions a
 * reader can adjust them.
 *
 * @param day on which the share first trades without it
 * @param dividendE4 paid for a share, 0 for none
 * @param split shares after it for one before, exactly as told: 4 for a 4:1 split, 1 for none
 */
public record Action(LocalDate day, long dividendE4, BigDecimal split) {
    boolean something() {
        return dividendE4 != 0 || split.compareTo(BigDecimal.ONE) != 0;
    }
}
