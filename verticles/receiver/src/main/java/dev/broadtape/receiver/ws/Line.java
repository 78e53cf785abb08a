package dev.broadtape.receiver.ws;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's socket: how much it has not taken yet, and since when it takes nothing. What waits for it is bounded, but for one
 * message of ticks and the answers to what was read before; nothing more is read while it is full.
 */
final class Line {
    /** What may wait for a client, in bytes. */
    static final int MAX_PENDING = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Line.class);
    private static final long NEVER = Long.MIN_VALUE;

    private final ServerWebSocket socket;
    private long fullSinceNanos = NEVER;
    private boolean warned;
    private boolean closed;

    Line(ServerWebSocket socket) {
        this.socket = socket;
        socket.setWriteQueueMaxSize(MAX_PENDING);
    }

    boolean open() {
        return !closed && !socket.isClosed();
    }

    boolean full() {
        return open() && socket.writeQueueFull();
    }

    void say(String text) {
        if (open()) {
            settled(socket.writeTextMessage(text));
        }
    }

    /** A failed write is followed by the end of the socket, which is heard of. */
    private void settled(Future<Void> write) {
        write.onFailure(thrown -> log.debug("writing to {}: {}", socket.remoteAddress(), thrown.toString()));
    }

    /** Reads no more from a client that takes nothing. Tells for how long it has taken nothing, in nanoseconds. */
    long stop(long nowNanos) {
        if (fullSinceNanos == NEVER) {
            fullSinceNanos = nowNanos;
            socket.pause();
        }
        return nowNanos - fullSinceNanos;
    }

    /** Whether it was not warned since it is full. */
    boolean warn() {
        boolean first = !warned;
        warned = true;
        return first;
    }

    void goOn() {
        if (fullSinceNanos != NEVER) {
            fullSinceNanos = NEVER;
            warned = false;
            socket.resume();
        }
    }

    /** What is written before is sent before. */
    void close(Closure closure) {
        if (open()) {
            closed = true;
            socket.resume();
            settled(socket.close(closure.code(), closure.reason()));
        }
    }

    @Override
    public String toString() {
        return String.valueOf(socket.remoteAddress());
    }
}
