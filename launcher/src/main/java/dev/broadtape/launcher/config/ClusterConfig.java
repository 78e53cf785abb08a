package dev.broadtape.launcher.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/**
 * The {@code cluster} section; without it a process is alone.
 *
 * @param name only nodes of the same name meet
 * @param port that Hazelcast listens on
 * @param members host:port of every node, this one too
 */
public record ClusterConfig(
        @NotBlank String name,
        @Min(1) @Max(65_535) int port,
        Discovery discovery,
        @NotEmpty List<@Pattern(regexp = "[^:\\s]+:\\d{1,5}", message = "must be host:port") String> members) {

    public ClusterConfig {
        members = List.copyOf(members);
    }

    /** How nodes find each other. Multicast is never used. */
    public enum Discovery {
        /** By the list of members. */
        @JsonProperty("tcp")
        TCP
    }
}
