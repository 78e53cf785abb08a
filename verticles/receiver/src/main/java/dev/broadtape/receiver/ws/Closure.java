package dev.broadtape.receiver.ws;

import java.util.Locale;

/** Why a client is gone. */
enum Closure {
    /** It closed its socket. */
    CLIENT(1000, ""),
    /** Its connection broke. */
    LOST(1006, ""),
    /** It took nothing for too long. */
    SLOW(1008, "too slow for the frames"),
    /** It went on sending more than it may. */
    TOO_MANY_MESSAGES(1008, "too many messages"),
    /** It sent a message that is larger than what is taken. */
    TOO_LARGE(1009, "a message has at most " + Closure.MAX_MESSAGE_BYTES + " bytes"),
    /** It sent bytes, not text. */
    BINARY(1003, "messages are text"),
    /** This receiver stops. */
    STOPPING(1001, "this receiver is stopping");

    /** What a client may send in one message. */
    static final int MAX_MESSAGE_BYTES = 16 * 1024;

    private final short code;
    private final String reason;

    Closure(int code, String reason) {
        this.code = (short) code;
        this.reason = reason;
    }

    short code() {
        return code;
    }

    String reason() {
        return reason;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of a socket that is closed, by the code that was seen last. */
    static Closure seen(Short code) {
        return code == null || code == LOST.code ? LOST : CLIENT;
    }
}
