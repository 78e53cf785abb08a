package dev.broadtape.kit.config;

import jakarta.validation.constraints.NotBlank;

/**
 * The {@code accumulo} section, for {@code receiver.store: accumulo}.
 *
 * @param instance its name
 * @param zookeepers host:port, several separated by commas
 * @param tables what the names of our tables begin with
 * @param client the jar that holds the client; a relative path is looked up beside the jar that runs, then where it was started
 */
public record AccumuloConfig(
        @NotBlank String instance,
        @NotBlank String zookeepers,
        @NotBlank String user,
        Secret password,
        @NotBlank String tables,
        @NotBlank String client) {}
