package dev.broadtape.contract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where every tick is: what was generated must be stored, in Kafka and acknowledged. What is on its way for a few
 * seconds is no residue; what stays behind for longer is, and so is what a later hop has too much of.
 *
 * @param residue ticks that are missing or too many, over all runs
 */
public record Ledger(int version, Instant at, List<OfRun> runs, long residue) {
    public static final int VERSION = 1;

    /** Asks for it. */
    public record Request(int version) {
        public static Request current() {
            return new Request(VERSION);
        }
    }

    /** One run, the latest first. */
    public record OfRun(UUID run, long residue, List<OfPartition> partitions) {
        public OfRun {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * One partition of a run.
     *
     * @param hop where the residue is, such as {@code "store → kafka"}; absent when there is none
     */
    public record OfPartition(
            int partition,
            long generated,
            long acknowledged,
            long stored,
            long inKafka,
            long residue,
            Optional<String> hop) {}

    public static Ledger of(Instant at, List<OfRun> runs) {
        return new Ledger(
                VERSION,
                at,
                List.copyOf(runs),
                runs.stream().mapToLong(OfRun::residue).sum());
    }
}
