package dev.broadtape.ingest.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a job is with one symbol.
 *
 * @param bars how many came
 * @param error why it failed
 */
public record Progress(String symbol, State state, int bars, Optional<String> error) {
    private static final int LONGEST_ERROR = 500;

    /** Where a symbol of a job stands. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static State of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    static Progress waiting(String symbol) {
        return new Progress(symbol, State.WAITING, 0, Optional.empty());
    }

    static Progress done(String symbol, int bars) {
        return new Progress(symbol, State.DONE, bars, Optional.empty());
    }

    static Progress failed(String symbol, String error) {
        return new Progress(symbol, State.FAILED, 0, Optional.of(shortened(error)));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
    }

    /** Only in memory: to the store it waits until it is done. */
    Progress running() {
        return new Progress(symbol, State.RUNNING, 0, Optional.empty());
    }

    boolean open() {
        return state == State.WAITING || state == State.RUNNING;
    }

    Progress cancelledIfOpen() {
        return open() ? new Progress(symbol, State.CANCELLED, 0, Optional.empty()) : this;
    }
}
