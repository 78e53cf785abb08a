package dev.broadtape.dashboard;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes the frames that tests send: sequences run on by themselves. */
final class Tape {
    static final UUID RUN = new UUID(1, 2);
    /** 2026-11-24, half past nine in New York. */
    static final long OPEN_MICROS = 1_795_530_600_000_000L;

    private long slice;
    private long sequence;

    TickFrame frame(String... symbols) {
        long first = sequence + 1;
        var ticks = new ArrayList<Tick>();
        for (String symbol : symbols) {
            sequence++;
            ticks.add(tick(sequence, symbol, OPEN_MICROS + sequence, 1_000_000 + sequence, 10));
        }
        return frame(first, ticks);
    }

    TickFrame frame(long firstSequence, List<Tick> ticks) {
        return new TickFrame(RUN, 7, 1, slice++, 0, TickSource.LIVE, firstSequence, 0, ticks);
    }

    static Tick tick(long sequence, String symbol, long timeMicros, long priceE4, long size) {
        return new Tick(
                RUN,
                0,
                sequence,
                TickSource.LIVE,
                symbol,
                timeMicros,
                priceE4,
                priceE4 - 100,
                priceE4 + 100,
                size,
                priceE4 - 1_000_000);
    }
}
