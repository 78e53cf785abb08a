package dev.broadtape.receiver.kafka;

import java.time.Instant;

/** Where a message that was sent stands. */
public record Sent(String topic, int partition, long offset, Instant timestamp) {}
