package dev.broadtape.receiver.ledger;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.ReceiverLedger;
import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.ReceiverLedger.Seen;
import dev.broadtape.contract.ReceiverLedger.Strand;
import dev.broadtape.receiver.store.TickStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What this receiver can say of itself.
 *
 * @param instance of its start
 */
record Holdings(String receiver, UUID instance) {
    /** Of a strand, the newest; one for each time that the partition came here. Were there more, ticks would seem lost. */
    private static final int MOST_RANGES = 1_000;

    /**
     * Its word on the latest runs.
     *
     * @param seen what was read back, by partition and run
     */
    ReceiverLedger word(TickStore store, Map<Integer, Map<UUID, Seen>> seen) {
        List<UUID> runs = Stream.concat(
                        store.runs(Words.RUNS).stream(),
                        seen.values().stream().flatMap(byRun -> byRun.keySet().stream()))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(Words.RUNS)
                .toList();
        var strands = new ArrayList<Strand>();
        for (UUID run : runs) {
            for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
                List<Range> ranges = newest(store.ranges(run, partition));
                Seen found = seen.getOrDefault(partition, Map.of()).get(run);
                if (found != null || !ranges.isEmpty()) {
                    strands.add(new Strand(run, partition, ranges, Optional.ofNullable(found)));
                }
            }
        }
        return ReceiverLedger.of(receiver, instance, strands);
    }

    private static List<Range> newest(List<Range> ranges) {
        return ranges.subList(Math.max(0, ranges.size() - MOST_RANGES), ranges.size());
    }
}
