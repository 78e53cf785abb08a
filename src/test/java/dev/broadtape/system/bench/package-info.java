/** Benchmarks: they start the jar as a user would and measure it from outside. No test runs them; {@code make bench} does. */
@NullMarked
package dev.broadtape.system.bench;

import org.jspecify.annotations.NullMarked;
