/**
 * The servers that this process starts for itself when no real one is configured: a Kafka broker, a MongoDB-wire server
 * and Redis, all on loopback, each with a data folder of its own that survives a restart and a kill.
 *
 * <p>A client cannot tell them from the real ones: nothing but {@link EmbeddedService#address()} leaves this package.
 */
@NullMarked
package dev.broadtape.launcher.embedded;

import org.jspecify.annotations.NullMarked;
