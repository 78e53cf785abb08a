package dev.broadtape.receiver;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Partitions;
import dev.broadtape.contract.Symbols;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.HashSet;
import java.util.Set;

/** Refuses frames that would do harm: the bus carries what anybody sends. For one context. */
final class FrameCheck {
    /** Symbols that need no second look; beyond so many, each is looked at again. */
    private static final int MAX_KNOWN = 20_000;
    /** 292 years from 1970 on either side: what others can tell in nanoseconds. */
    private static final long EXTREME_MICROS = Long.MAX_VALUE / 1_000;

    private final int partition;
    private final Set<String> known = new HashSet<>();

    FrameCheck(int partition) {
        this.partition = partition;
    }

    /**
     * Lets a good frame pass.
     *
     * @throws Fault INVALID when it is none
     */
    void require(TickFrame frame) {
        if (frame.partition() != partition) {
            throw Fault.invalid("a frame of partition %d came to partition %d".formatted(frame.partition(), partition));
        }
        if (frame.firstSequence() < 1 || frame.lastSequence() < frame.firstSequence()) {
            throw Fault.invalid("sequences begin with 1, not with " + frame.firstSequence());
        }
        for (Tick tick : frame.ticks()) {
            if (tick.timeMicros() > EXTREME_MICROS || tick.timeMicros() < -EXTREME_MICROS) {
                throw Fault.invalid("a tick of %s has no time, but %d".formatted(tick.symbol(), tick.timeMicros()));
            }
            if (!known.contains(tick.symbol())) {
                requireSymbol(tick.symbol());
            }
        }
    }

    private void requireSymbol(String symbol) {
        if (!Symbols.parse(symbol).equals(symbol)) {
            throw Fault.invalid("'%s' is not a symbol as it is written properly".formatted(symbol));
        }
        if (Partitions.of(symbol, Contract.PARTITIONS) != partition) {
            throw Fault.invalid("%s does not belong to partition %d".formatted(symbol, partition));
        }
        if (known.size() < MAX_KNOWN) {
            known.add(symbol);
        }
    }
}
