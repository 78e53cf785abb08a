package dev.broadtape.receiver.store;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Those ticks of a write that were never written before. */
final class FreshTicks {
    private final Function<Strand, Optional<Ranges>> written;
    private final Map<Strand, Ranges> here = new HashMap<>();
    private final List<Tick> fresh = new ArrayList<>();

    private FreshTicks(Function<Strand, Optional<Ranges>> written) {
        this.written = written;
    }

    static List<Tick> of(List<TickFrame> frames, Function<Strand, Optional<Ranges>> written) {
        var ticks = new FreshTicks(written);
        frames.forEach(ticks::add);
        return ticks.fresh;
    }

    private void add(TickFrame frame) {
        Strand strand = Strand.of(frame);
        Optional<Ranges> before = Optional.ofNullable(here.get(strand)).or(() -> written.apply(strand));
        var all = new Range(frame.firstSequence(), frame.lastSequence());
        if (before.isEmpty()) {
            fresh.addAll(frame.ticks());
        } else {
            frame.ticks().stream()
                    .filter(tick -> !before.get().contains(tick.sequence()))
                    .forEach(fresh::add);
        }
        here.put(strand, before.map(ranges -> ranges.with(all)).orElseGet(() -> Ranges.of(all)));
    }
}
