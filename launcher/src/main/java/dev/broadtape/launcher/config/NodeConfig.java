package dev.broadtape.launcher.config;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * The {@code node} section.
 *
 * @param name unique in the cluster; when empty, the verticles and the process id make one
 * @param host that HTTP servers, the event bus and Hazelcast bind to
 */
public record NodeConfig(@NotNull String name, @NotBlank String host) {}
