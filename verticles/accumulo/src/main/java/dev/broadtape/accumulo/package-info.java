/**
 * The tick store on Apache Accumulo. It is loaded from a jar of its own, so that its client is on nobody else's class
 * path. Everything here blocks and is called from worker threads only.
 */
@NullMarked
package dev.broadtape.accumulo;

import org.jspecify.annotations.NullMarked;
