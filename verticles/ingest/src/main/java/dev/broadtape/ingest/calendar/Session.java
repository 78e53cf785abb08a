package dev.broadtape.ingest.calendar;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the New York exchange does at a moment. */
public enum Session {
    /** Before the opening, from 04:00. */
    PRE_MARKET,
    OPEN,
    /** After the close: until 20:00, on half-days until 17:00. */
    AFTER_HOURS,
    CLOSED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
