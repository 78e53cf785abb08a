package dev.broadtape.contract;

import java.util.UUID;

/**
 * How far a partition of a run is durable: in the tick store and in Kafka.
 *
 * @param sequence the last durable tick, 0 when there is none: send from the next one
 */
public record Position(int version, UUID run, int partition, long sequence) {
    public static final int VERSION = 1;

    public static Position of(UUID run, int partition, long sequence) {
        return new Position(VERSION, run, partition, sequence);
    }
}
