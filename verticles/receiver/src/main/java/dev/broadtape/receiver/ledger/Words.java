package dev.broadtape.receiver.ledger;

import dev.broadtape.contract.DriverLedger;
import dev.broadtape.contract.ReceiverLedger;
import dev.broadtape.contract.ReceiverLedger.Strand;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The last word of each driver and receiver. It keeps the {@link #RUNS} newest runs that a driver spoke of, and
 * {@link #RECEIVERS} receivers, also those that are away: of too many the one that was silent for longest goes. For one
 * thread.
 */
final class Words {
    static final int RUNS = 4;
    static final int RECEIVERS = 256;
    /** They speak once a second. */
    static final Duration SILENCE = Duration.ofSeconds(3);

    /** A word and when it came. */
    record Heard<T>(T word, long nanos) {
        boolean silent(long nowNanos) {
            return nowNanos - nanos > SILENCE.toNanos();
        }
    }

    private final NavigableMap<UUID, Heard<DriverLedger>> drivers = new TreeMap<>();
    private final Map<String, Heard<ReceiverLedger>> receivers = new HashMap<>();

    /** Passes over a driver whose lease is over. */
    void hear(DriverLedger word, long nowNanos) {
        Heard<DriverLedger> before = drivers.get(word.run());
        if (before == null || before.word().fence() <= word.fence()) {
            drivers.put(word.run(), new Heard<>(word, nowNanos));
        }
        if (drivers.size() > RUNS) {
            drivers.pollFirstEntry();
        }
    }

    void hear(ReceiverLedger word, long nowNanos) {
        receivers.put(word.receiver(), new Heard<>(word, nowNanos));
        if (receivers.size() > RECEIVERS) {
            receivers.values().remove(longestSilent());
        }
    }

    private Heard<ReceiverLedger> longestSilent() {
        return receivers.values().stream()
                .min(Comparator.comparingLong(Heard::nanos))
                .orElseThrow();
    }

    /** One of each run. */
    Collection<Heard<DriverLedger>> drivers() {
        return drivers.values();
    }

    Set<UUID> runs() {
        return drivers.keySet();
    }

    /** What each receiver said last of a partition of a run. */
    Stream<Heard<Strand>> strands(UUID run, int partition) {
        return receivers.values().stream()
                .flatMap(heard -> heard.word().strands().stream()
                        .filter(strand ->
                                strand.partition() == partition && strand.run().equals(run))
                        .map(strand -> new Heard<>(strand, heard.nanos())));
    }
}
