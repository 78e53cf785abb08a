package dev.broadtape.contract;

import java.util.UUID;

/** Asks how far a partition of a run is durable. */
public record PositionRequest(int version, UUID run, int partition) {
    public static PositionRequest of(UUID run, int partition) {
        return new PositionRequest(Position.VERSION, run, partition);
    }
}
