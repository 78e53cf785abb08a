/**
 * Where every tick is: what drivers, tick stores and a reader of Kafka have counted, held against each other.
 *
 * <p>Whoever is silent proves nothing: a figure is judged only while the driver speaks, and what is on its way for less
 * than the grace is no residue. What was read back wrong from Kafka stays so.
 */
@NullMarked
package dev.broadtape.receiver.ledger;

import org.jspecify.annotations.NullMarked;
