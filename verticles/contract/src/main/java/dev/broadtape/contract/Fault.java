package dev.broadtape.contract;

import io.vertx.core.VertxException;
import io.vertx.core.eventbus.ReplyException;
import java.time.Instant;
import java.util.Optional;

/**
 * A failure that its caller can act on. Whatever else is thrown is a bug and keeps its stack trace.
 *
 * <p>A fault crosses the bus as its kind's code and its message, so the asking verticle sees the same
 * fault that the answering one raised.
 */
public final class Fault extends VertxException {
    /** What the caller may do about it. The code doubles as bus failure code and HTTP status. */
    public enum Kind {
        /** The request cannot be read. */
        MALFORMED(400),
        /** We do not know who asks. */
        UNAUTHENTICATED(401),
        /** We know enough to refuse, and will again. */
        FORBIDDEN(403),
        /** Nothing is known by that name. */
        NOT_FOUND(404),
        /** The request is right but not now, in this state. */
        CONFLICT(409),
        /** The request is larger than what is taken. */
        TOO_LARGE(413),
        /** The body is of a type that is not taken. */
        UNSUPPORTED(415),
        /** The request reads well and means nothing valid: it will be wrong again. */
        INVALID(422),
        /** We were told to slow down: try again later. */
        RATE_LIMITED(429),
        /** A provider or broker answered with nonsense: log it, try again later. */
        BAD_UPSTREAM(502),
        /** Nobody answered in time: try again. */
        UNAVAILABLE(503);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public boolean retryable() {
            return code >= 429;
        }
    }

    private final Kind kind;
    private final transient Optional<Instant> until;

    private Fault(Kind kind, String message, Optional<Instant> until) {
        super(message, true);
        this.kind = kind;
        this.until = until;
    }

    public static Fault of(Kind kind, String message) {
        return new Fault(kind, message, Optional.empty());
    }

    /** A fault that will be there until {@code until}. The bus does not carry that time. */
    public static Fault until(Instant until, Kind kind, String message) {
        return new Fault(kind, message, Optional.of(until));
    }

    public static Fault invalid(String message) {
        return of(Kind.INVALID, message);
    }

    public static Fault unavailable(String message) {
        return of(Kind.UNAVAILABLE, message);
    }

    /** The fault behind {@code thrown}, if it is one or the bus carried one; otherwise {@code thrown}. */
    public static Throwable unwrap(Throwable thrown) {
        if (!(thrown instanceof ReplyException reply)) {
            return thrown;
        }
        String message = String.valueOf(reply.getMessage());
        for (Kind kind : Kind.values()) {
            if (kind.code == reply.failureCode()) {
                return of(kind, message);
            }
        }
        return switch (reply.failureType()) {
            case TIMEOUT, NO_HANDLERS -> of(Kind.UNAVAILABLE, message);
            case RECIPIENT_FAILURE, ERROR -> thrown;
        };
    }

    public Kind kind() {
        return kind;
    }

    /** When it is worth to try again; absent where nobody knows. */
    public Optional<Instant> until() {
        return until;
    }
}
