package dev.broadtape.dashboard;

import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * One browser's socket, and how much of what we sent it has not taken yet.
 *
 * <p>A SockJS socket never says that it is full while a WebSocket is attached to it: it passes everything on. So
 * what counts is what was written and not yet flushed, which holds for each transport.
 */
final class Browser {
    /** What may wait for a browser, in characters. One message more may: so a message of any size gets through. */
    static final int MAX_PENDING = 128 * 1024;

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);

    private final SockJSSocket socket;
    private final LongAdder pendingOfAll;
    private int pending;
    private Optional<Instant> fullSince = Optional.empty();
    private Instant lastQuestion = Instant.EPOCH;

    Browser(SockJSSocket socket, LongAdder pendingOfAll) {
        this.socket = socket;
        this.pendingOfAll = pendingOfAll;
    }

    /** Sends {@code message}, or says no when too much is waiting already. */
    boolean offer(String message, Instant now) {
        if (pending >= MAX_PENDING || socket.writeQueueFull()) {
            fullSince = fullSince.or(() -> Optional.of(now));
            return false;
        }
        fullSince = Optional.empty();
        await(message.length());
        socket.write(message).onComplete(written -> await(-message.length()));
        return true;
    }

    private void await(int characters) {
        pending += characters;
        pendingOfAll.add(characters);
    }

    /** Whether it may ask now: a snapshot costs more than a frame. */
    boolean mayAsk(Instant now) {
        if (Duration.between(lastQuestion, now).compareTo(BETWEEN_QUESTIONS) < 0) {
            return false;
        }
        lastQuestion = now;
        return true;
    }

    /** Whether it has been full for that long, without a pause. */
    boolean fullFor(Duration patience, Instant now) {
        return fullSince
                .filter(since -> Duration.between(since, now).compareTo(patience) >= 0)
                .isPresent();
    }

    void close(int code, String reason) {
        socket.close(code, reason);
    }
}
