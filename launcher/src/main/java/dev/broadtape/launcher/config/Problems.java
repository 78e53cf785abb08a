package dev.broadtape.launcher.config;

import java.util.ArrayList;
import java.util.List;

/** The mistakes found so far, to be told together. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    void add(String key, String text) {
        found.add(key + ": " + text);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigException(found);
        }
    }
}
