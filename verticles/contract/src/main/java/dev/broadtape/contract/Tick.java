package dev.broadtape.contract;

import java.util.UUID;

/**
 * One trade print with bid and ask.
 *
 * @param run the tape it belongs to
 * @param sequence contiguous from 1 per run and partition
 * @param timeMicros the tape's time of the trade
 * @param size whole shares
 * @param changeE4 price less the close of the day before
 */
public record Tick(
        UUID run,
        int partition,
        long sequence,
        TickSource source,
        String symbol,
        long timeMicros,
        long priceE4,
        long bidE4,
        long askE4,
        long size,
        long changeE4) {}
