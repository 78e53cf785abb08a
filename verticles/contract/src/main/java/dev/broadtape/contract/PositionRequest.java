package dev.broadtape.contract;

import java.util.UUID;

/**
 * Asks how far a partition is durable, once everything that was accepted for it has come to its end.
 *
 * @param fence number of the asking driver's lease: from the answer on, frames with a smaller one are refused
 */
public record PositionRequest(int version, UUID run, int partition, long fence) {
    public static PositionRequest of(UUID run, int partition, long fence) {
        return new PositionRequest(Position.VERSION, run, partition, fence);
    }
}
