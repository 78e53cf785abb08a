/** Starts a process: reads the command line and the configuration, the embedded services, the cluster, the verticles. */
@NullMarked
package dev.broadtape.launcher;

import org.jspecify.annotations.NullMarked;
