package dev.broadtape.kit.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/** Text that must not be seen: it prints as {@code ***}. */
public record Secret(String reveal) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {}

    @Override
    public String toString() {
        return "***";
    }
}
