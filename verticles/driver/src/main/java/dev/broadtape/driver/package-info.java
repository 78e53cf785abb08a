/** Turns bars into time: the running tape. */
@NullMarked
package dev.broadtape.driver;

import org.jspecify.annotations.NullMarked;
