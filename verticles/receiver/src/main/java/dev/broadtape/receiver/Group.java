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

    boolean isEmpty() {
        return frames.isEmpty() && fences.isEmpty();
    }
}
