package dev.broadtape.ingest.fetch;

import dev.broadtape.contract.Exchange;
import dev.broadtape.ingest.calendar.TradingDays;
import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.provider.Series;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Bars that somebody wants, and what is there already.
 *
 * @param last day of the newest bar that is stored
 * @param wholeTo until when everything that there is is stored; absent if that was never so
 */
public record Want(
        Caller caller, String symbol, OutputSize size, Optional<LocalDate> last, Optional<LocalDate> wholeTo) {
    /** What a compact answer holds. */
    private static final int COMPACT_DAYS = 100;

    /**
     * What must be asked for so that nothing is missing; empty when nothing is.
     *
     * @param closed the newest day whose trading is over
     */
    Optional<OutputSize> due(LocalDate closed) {
        Optional<LocalDate> from = size == OutputSize.FULL ? wholeTo : last;
        if (from.isEmpty()) {
            return Optional.of(size);
        }
        int gap = TradingDays.between(from.get(), closed, COMPACT_DAYS + 1);
        if (gap == 0) {
            return Optional.empty();
        }
        return Optional.of(gap <= COMPACT_DAYS ? OutputSize.COMPACT : OutputSize.FULL);
    }

    /** Whether {@code came} leaves no day out after what is whole already. */
    boolean joins(Series came) {
        return wholeTo.filter(whole -> !came.bars().isEmpty()
                        && !Exchange.day(came.bars().get(0).startMicros()).isAfter(TradingDays.after(whole)))
                .isPresent();
    }
}
