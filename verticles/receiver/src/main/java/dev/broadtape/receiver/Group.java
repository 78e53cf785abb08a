package dev.broadtape.receiver;

import dev.broadtape.contract.TickFrame;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is committed together.
 *
 * @param frames oldest first
 * @param fences of runs whose driver is new
 */
record Group(List<TickFrame> frames, Map<UUID, Long> fences) {
    static final Group EMPTY = new Group(List.of(), Map.of());

    /** So many frames do not wait for more. */
    private static final int ENOUGH = 4;

    /** Whether it is to be committed at once: it is large, or somebody waits for a position. */
    boolean urgent() {
        return frames.size() >= ENOUGH || !fences.isEmpty();
    }

    boolean isEmpty() {
        return frames.isEmpty() && fences.isEmpty();
    }
}
