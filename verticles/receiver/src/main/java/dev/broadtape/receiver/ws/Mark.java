package dev.broadtape.receiver.ws;

import java.util.UUID;

/** How far a client knows a run in a partition. */
record Mark(UUID run, int partition, long sequence) {}
