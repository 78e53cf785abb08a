package dev.broadtape.kit.config;

import java.util.List;

/**
 * The {@code security} section.
 *
 * @param tokens the bearer tokens of operators; needed as soon as a server is not on loopback
 */
public record SecurityConfig(List<Secret> tokens) {
    public static final SecurityConfig NONE = new SecurityConfig(List.of());

    public SecurityConfig {
        tokens = List.copyOf(tokens);
    }
}
