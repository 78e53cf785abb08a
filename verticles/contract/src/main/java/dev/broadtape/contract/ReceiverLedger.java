package dev.broadtape.contract;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a receiver has in its store, and what it has read back from Kafka, of the latest runs. */
public record ReceiverLedger(int version, String receiver, UUID instance, List<Strand> strands) {
    public static final int VERSION = 1;

    /** Sequences from {@code first} to {@code last}, both included. */
    public record Range(long first, long last) {
        public long count() {
            return last - first + 1;
        }
    }

    /**
     * What a {@code read_committed} consumer saw.
     *
     * @param last the greatest sequence
     * @param missing how many below it did not come
     * @param doubled how many came again
     */
    public record Seen(long last, long missing, long doubled) {
        /** How many records there were: with none missing and none doubled, as many as the last sequence says. */
        public long count() {
            return last - missing + doubled;
        }
    }

    /**
     * One partition of a run.
     *
     * @param stored what the tick store holds, ascending and apart
     * @param kafka what was read back; only from the partition's owner
     */
    public record Strand(UUID run, int partition, List<Range> stored, Optional<Seen> kafka) {
        public Strand {
            stored = List.copyOf(stored);
        }
    }

    public static ReceiverLedger of(String receiver, UUID instance, List<Strand> strands) {
        return new ReceiverLedger(VERSION, receiver, instance, List.copyOf(strands));
    }
}
