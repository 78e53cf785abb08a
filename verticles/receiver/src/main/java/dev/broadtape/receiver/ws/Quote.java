package dev.broadtape.receiver.ws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.kafka.TickBytes;

/** A symbol's newest tick, its place among the others by when it came, and its JSON, which all clients share. */
final class Quote {
    private final String symbol;
    private Tick tick;
    private long version;
    private long ticks;
    private String json = "";
    private Quote before = this;
    private Quote after = this;

    private Quote(String symbol, Tick tick) {
        this.symbol = symbol;
        this.tick = tick;
    }

    /** Of no tick yet; linked with nothing but itself. */
    static Quote of(Tick first) {
        return new Quote(first.symbol(), first);
    }

    String symbol() {
        return symbol;
    }

    /** How many ticks had come, of all symbols, with this one. */
    long version() {
        return version;
    }

    /** How many of this symbol came. */
    long ticks() {
        return ticks;
    }

    Quote before() {
        return before;
    }

    Quote after() {
        return after;
    }

    void change(Tick newest, long toVersion) {
        tick = newest;
        version = toVersion;
        ticks++;
        json = "";
    }

    /** Made once for each tick that anybody is told of. */
    String json(TickBytes bytes) {
        if (json.isEmpty()) {
            json = json(bytes, tick);
        }
        return json;
    }

    static String json(TickBytes bytes, Tick tick) {
        return new String(bytes.encode(tick), ISO_8859_1);
    }

    void unlink() {
        before.after = after;
        after.before = before;
    }

    void linkBefore(Quote next) {
        before = next.before;
        after = next;
        before.after = this;
        next.before = this;
    }
}
