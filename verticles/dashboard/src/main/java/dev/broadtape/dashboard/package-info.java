/** Shows the tape in a browser: conflated frames over the SockJS event-bus bridge. */
@NullMarked
package dev.broadtape.dashboard;

import org.jspecify.annotations.NullMarked;
