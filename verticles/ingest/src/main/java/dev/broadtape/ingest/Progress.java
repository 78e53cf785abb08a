package dev.broadtape.ingest;

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
record Progress(String symbol, State state, int bars, Optional<String> error) {
    /** Where a symbol of a job stands. */
    enum State {
        WAITING,
        DONE,
        FAILED,
        CANCELLED;

        @JsonValue
        String label() {
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
        return new Progress(symbol, State.FAILED, 0, Optional.of(error));
    }

    Progress cancelledIfWaiting() {
        return state == State.WAITING ? new Progress(symbol, State.CANCELLED, 0, Optional.empty()) : this;
    }
}
