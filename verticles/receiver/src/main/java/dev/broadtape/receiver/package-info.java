/** Takes the inside out: every tick to the tick store and to Kafka, exactly once. */
@NullMarked
package dev.broadtape.receiver;

import org.jspecify.annotations.NullMarked;
