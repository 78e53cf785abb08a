/** System tests: they start the jar as a user would, look from outside, and kill things. */
@NullMarked
package dev.broadtape.system;

import org.jspecify.annotations.NullMarked;
