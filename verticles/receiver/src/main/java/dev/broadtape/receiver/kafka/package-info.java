/**
 * The ticks in Kafka, which is the authority on how far a partition is durable: ticks and position are
 * committed in one transaction. Kafka's clients are imported nowhere else.
 */
@NullMarked
package dev.broadtape.receiver.kafka;

import org.jspecify.annotations.NullMarked;
