package dev.broadtape.contract;

import java.util.List;
import java.util.UUID;

/**
 * What the driver has counted of its run.
 *
 * @param fence number of its lease: of two drivers' words, that with the greater one holds
 */
public record DriverLedger(int version, UUID run, long fence, List<Count> partitions) {
    public static final int VERSION = 1;

    /**
     * One partition.
     *
     * @param generated the last sequence that was made and sent
     * @param acknowledged the last sequence that a receiver has called durable
     */
    public record Count(int partition, long generated, long acknowledged) {}

    public static DriverLedger of(UUID run, long fence, List<Count> partitions) {
        return new DriverLedger(VERSION, run, fence, List.copyOf(partitions));
    }
}
