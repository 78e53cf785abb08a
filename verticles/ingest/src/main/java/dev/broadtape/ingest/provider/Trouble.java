package dev.broadtape.ingest.provider;

import dev.broadtape.contract.Fault;
import io.vertx.core.VertxException;
import java.time.Instant;
import java.util.Optional;

/** Why a provider gave no data: what it means, whatever its words. It has no stack trace, since it is no bug. */
public final class Trouble extends VertxException {
    private static final int LONGEST = 300;

    /** What the answer means to us. */
    public enum Meaning {
        /** Too many calls in a short time: the same call is right a little later. */
        LIMITED(Fault.Kind.RATE_LIMITED),
        /** The calls of the day are spent. */
        SPENT(Fault.Kind.RATE_LIMITED),
        /** It knows no such symbol. */
        UNKNOWN(Fault.Kind.NOT_FOUND),
        /** It does not take our key. */
        BAD_KEY(Fault.Kind.FORBIDDEN),
        /** Our key is good, but not for this. */
        NOT_OFFERED(Fault.Kind.FORBIDDEN),
        /** Nobody answered, or not in time, or the answer broke off on the way. */
        OUTAGE(Fault.Kind.UNAVAILABLE),
        /** It answered, and what it said cannot be read or cannot be true. */
        NONSENSE(Fault.Kind.BAD_UPSTREAM);

        private final Fault.Kind kind;

        Meaning(Fault.Kind kind) {
            this.kind = kind;
        }

        /** Whether the provider itself is unwell, rather than us asking too much or for the wrong thing. */
        public boolean unwell() {
            return this == OUTAGE || this == NONSENSE;
        }

        /** Whether the same call may do better soon. */
        public boolean passing() {
            return unwell() || this == LIMITED;
        }
    }

    private final Meaning meaning;
    private final transient Optional<Instant> until;

    private Trouble(Meaning meaning, String message, Optional<Instant> until) {
        super(message, true);
        this.meaning = meaning;
        this.until = until;
    }

    public static Trouble of(Meaning meaning, String message) {
        return of(meaning, message, Optional.empty());
    }

    /**
     * Trouble of which the end may be known.
     *
     * @param until when it is over
     */
    public static Trouble of(Meaning meaning, String message, Optional<Instant> until) {
        return new Trouble(meaning, message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…", until);
    }

    static Trouble nonsense(String message) {
        return of(Meaning.NONSENSE, message);
    }

    public Meaning meaning() {
        return meaning;
    }

    /** When it is over; absent where nobody knows. */
    public Optional<Instant> until() {
        return until;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    /** The same, without a key that the provider repeated. */
    public Trouble without(String key) {
        return key.isBlank() ? this : new Trouble(meaning, text().replace(key, "***"), until);
    }

    /** As the rest of the pipeline understands it. */
    public Fault fault() {
        return until.map(end -> Fault.until(end, meaning.kind, text())).orElseGet(() -> Fault.of(meaning.kind, text()));
    }
}
