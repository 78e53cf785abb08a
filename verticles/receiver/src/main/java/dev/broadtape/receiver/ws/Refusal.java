package dev.broadtape.receiver.ws;

import java.util.Locale;

/** Why a client's message is not done. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** For programs. */
    enum Code {
        /** No JSON object, or a field of the wrong kind. */
        MALFORMED,
        /** No action that there is. */
        UNKNOWN_ACTION,
        /** A symbol that can be none. */
        BAD_SYMBOL,
        /** More symbols than a client may name. */
        TOO_MANY_SYMBOLS,
        /** Single symbols make no difference to who has asked for all. */
        SUBSCRIBED_TO_ALL,
        /** It resumes what it already has. */
        ALREADY_SUBSCRIBED,
        /** Too many messages; those beyond are not read. */
        RATE_LIMITED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Code code;

    Refusal(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
