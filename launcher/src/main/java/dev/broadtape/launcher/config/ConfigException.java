package dev.broadtape.launcher.config;

import java.util.List;

/** The configuration cannot be used; the message has a line a mistake. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems), null, false, false);
    }
}
