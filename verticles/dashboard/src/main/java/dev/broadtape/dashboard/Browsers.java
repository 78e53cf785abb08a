package dev.broadtape.dashboard;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browsers that are connected. What the bridge has for one of them is offered to it, and skipped when it is
 * behind: the next frame shows it the gap. One that stays behind is closed.
 */
final class Browsers implements Audience {
    private static final Logger log = LoggerFactory.getLogger(Browsers.class);
    private static final int POLICY_VIOLATION = 1008;
    private static final int TRY_AGAIN_LATER = 1013;

    private final int max;
    private final Duration patience;
    private final Supplier<Instant> clock;
    private final Map<SockJSSocket, Browser> bySocket = new HashMap<>();
    private final LongAdder pending = new LongAdder();
    private long admitted;
    private long skipped;
    private long closedSlow;
    private long refused;

    /**
     * Nobody yet.
     *
     * @param patience how long a browser may stay behind
     */
    Browsers(int max, Duration patience, Supplier<Instant> clock) {
        this.max = max;
        this.patience = patience;
        this.clock = clock;
    }

    /** Whether there is room for it. */
    boolean admit(SockJSSocket socket) {
        if (full()) {
            refused++;
            socket.close(TRY_AGAIN_LATER, fullReason());
            return false;
        }
        bySocket.put(socket, new Browser(++admitted, socket, pending));
        return true;
    }

    boolean remove(SockJSSocket socket) {
        bySocket.remove(socket);
        return true;
    }

    /** Writes it ourselves, to know when it is gone; so the bridge never has anything left to do. */
    boolean deliver(SockJSSocket socket, JsonObject message) {
        Browser browser = bySocket.get(socket);
        if (browser != null && !browser.offer(message, clock.get())) {
            skipped++;
        }
        return false;
    }

    void listen(SockJSSocket socket, boolean toFrames) {
        Browser browser = bySocket.get(socket);
        if (browser != null) {
            browser.listen(toFrames);
        }
    }

    boolean mayAsk(SockJSSocket socket) {
        Browser browser = bySocket.get(socket);
        return browser != null && browser.mayAsk(clock.get());
    }

    /** Lets go of those that have been behind for too long. */
    void closeStuck() {
        Instant now = clock.get();
        List<SockJSSocket> stuck = bySocket.entrySet().stream()
                .filter(entry -> entry.getValue().fullFor(patience, now))
                .map(Map.Entry::getKey)
                .toList();
        stuck.forEach(this::closeSlow);
    }

    private void closeSlow(SockJSSocket socket) {
        Browser browser = bySocket.remove(socket);
        if (browser != null) {
            closedSlow++;
            log.info("closing the browser at {}: it has been behind for {}", socket.remoteAddress(), patience);
            browser.close(POLICY_VIOLATION, "too slow for the frames");
        }
    }

    /** Each browser's account, held against what was heard. */
    Audit audit(Heard heard) {
        Instant now = clock.get();
        var entries = new ArrayList<Audit.Entry>();
        for (Browser browser : bySocket.values()) {
            browser.account()
                    .ifPresent(account ->
                            entries.add(new Audit.Entry(browser.number(), account.balance(heard, patience, now))));
        }
        return new Audit(entries);
    }

    boolean full() {
        return bySocket.size() >= max;
    }

    String fullReason() {
        return "all %d places are taken; dashboard.maxClients says how many there are".formatted(max);
    }

    @Override
    public int clients() {
        return bySocket.size();
    }

    @Override
    public long skipped() {
        return skipped;
    }

    /** Browsers that were closed because they stayed behind. */
    long closedSlow() {
        return closedSlow;
    }

    /** Browsers that there was no room for. */
    long refused() {
        return refused;
    }

    /** What waits for all browsers together, in characters. */
    long pending() {
        return pending.sum();
    }
}
