/**
 * Shows the tape in a browser: conflated frames over the SockJS event-bus bridge.
 *
 * <p>Ticks come in faster than a screen can show or a socket can carry. {@link dev.broadtape.dashboard.Screen} keeps
 * what there is to see, {@link dev.broadtape.dashboard.Feed} tells it ten times a second, and
 * {@link dev.broadtape.dashboard.Browsers} hands it to each browser that keeps up. All of it runs on the one
 * context of the verticle, without a lock.
 */
@NullMarked
package dev.broadtape.dashboard;

import org.jspecify.annotations.NullMarked;
