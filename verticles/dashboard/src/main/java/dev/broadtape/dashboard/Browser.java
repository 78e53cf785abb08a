package dev.broadtape.dashboard;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * One browser's socket, how much of what we sent it has not taken yet, and the account of its ticks.
 *
 * <p>A SockJS socket never says that it is full while a WebSocket is attached to it: it passes everything on. So
 * what counts is what was written and not yet flushed, which holds for each transport.
 */
final class Browser {
    /** What may wait for a browser, in characters. One message more may: so a message of any size gets through. */
    static final int MAX_PENDING = 128 * 1024;

    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(500);

    private final long number;
    private final SockJSSocket socket;
    private final LongAdder pendingOfAll;
    private int pending;
    private Optional<Account> account = Optional.empty();
    private Optional<Instant> fullSince = Optional.empty();
    private Instant lastQuestion = Instant.EPOCH;

    /**
     * A browser that has just come.
     *
     * @param number which one it is since the start
     */
    Browser(long number, SockJSSocket socket, LongAdder pendingOfAll) {
        this.number = number;
        this.socket = socket;
        this.pendingOfAll = pendingOfAll;
    }

    long number() {
        return number;
    }

    /** Only who listens to the frames has an account; each time anew. */
    void listen(boolean toFrames) {
        account = toFrames ? Optional.of(account.orElseGet(Account::new)) : Optional.empty();
    }

    /** Its account, if it listens to the frames and has a snapshot. */
    Optional<Account> account() {
        return account.filter(Account::open);
    }

    /** Sends {@code message}, or says no when too much is waiting already. */
    boolean offer(JsonObject message, Instant now) {
        Optional<Told> told = Told.in(message);
        if (pending >= MAX_PENDING || socket.writeQueueFull()) {
            fullSince = fullSince.or(() -> Optional.of(now));
            told.ifPresent(ticks -> account.ifPresent(of -> of.skip(ticks, now)));
            return false;
        }
        fullSince = Optional.empty();
        write(addressed(message).encode(), told);
        return true;
    }

    /** A ledger says which of its lines is the browser's own. */
    private JsonObject addressed(JsonObject message) {
        if (Addresses.LEDGER.equals(message.getString("address"))
                && message.getValue("body") instanceof JsonObject body) {
            body.put("you", number);
        }
        return message;
    }

    private void write(String text, Optional<Told> told) {
        Optional<Account> of = account;
        Account.Parcel parcel =
                told.flatMap(ticks -> of.map(it -> it.send(ticks))).orElse(Account.Parcel.EMPTY);
        await(text.length());
        socket.write(text).onComplete(written -> {
            await(-text.length());
            of.ifPresent(it -> it.settle(parcel, written.succeeded()));
        });
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
