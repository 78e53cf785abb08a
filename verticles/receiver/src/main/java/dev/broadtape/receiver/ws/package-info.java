/**
 * The tape over a WebSocket, {@code /ws/ticks}: what each client asked for, conflated to what it can take.
 * {@code docs/WEBSOCKET.md} is the protocol. All of it runs on the verticle's context and holds a bounded amount for each client.
 */
@NullMarked
package dev.broadtape.receiver.ws;

import org.jspecify.annotations.NullMarked;
