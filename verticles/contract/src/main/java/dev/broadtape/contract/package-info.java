/**
 * What verticles say to each other: every bus address and every message type, and nothing else.
 *
 * <p>Units are part of a name, never of a comment: {@code timeMicros} is microseconds since
 * 1970-01-01T00:00Z, {@code priceE4} is ten-thousandths of the quote currency (187.42 USD is
 * {@code 1_874_200}), {@code size} is whole shares. Within one symbol of a run, time and sequence only
 * grow; across symbols there is no order.
 *
 * <p>Every type here is immutable and safe on any thread. Tick frames travel as SBE bytes, everything else
 * as JSON, so that a client in any language can take part.
 */
@NullMarked
package dev.broadtape.contract;

import org.jspecify.annotations.NullMarked;
