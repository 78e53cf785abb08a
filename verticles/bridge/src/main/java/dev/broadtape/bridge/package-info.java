/** Carries domain events between the bus and SNS or Kafka. */
@NullMarked
package dev.broadtape.bridge;

import org.jspecify.annotations.NullMarked;
