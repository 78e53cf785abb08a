package dev.broadtape.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** How a tick came to be. The codes are those of the SBE enum {@code Source}. */
public enum TickSource {
    LIVE(0, "live"),
    REPLAY(1, "replay"),
    RANDOM_WALK(2, "random-walk"),
    POSTED(3, "posted");

    private final int code;
    private final String label;

    TickSource(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** As in SBE and in the tick store. */
    public int code() {
        return code;
    }

    /** As in configuration and JSON: {@code random-walk}. */
    @JsonValue
    public String label() {
        return label;
    }

    /**
     * The source that a code stands for.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static TickSource of(int code) {
        return Arrays.stream(values())
                .filter(source -> source.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no tick source has code " + code));
    }
}
