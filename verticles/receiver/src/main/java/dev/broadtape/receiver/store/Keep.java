package dev.broadtape.receiver.store;

import java.time.Duration;

/**
 * How much a store keeps.
 *
 * @param retention on the tape's clock, back from the last tick that came for the symbol
 * @param maxBytes on disk; beyond it the oldest ticks go
 */
public record Keep(Duration retention, long maxBytes) {}
