package dev.broadtape.launcher.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/**
 * The {@code cluster} section; without it a process is alone.
 *
 * @param name only nodes of the same name meet
 * @param port that Hazelcast listens on
 * @param members for {@code tcp}: host:port of every node, this one too
 * @param aws for {@code aws}: how to find the others
 */
public record ClusterConfig(
        @NotBlank String name,
        @Min(1) @Max(65_535) int port,
        @NotNull Discovery discovery,
        @NotEmpty List<@Pattern(regexp = "[^:\\s]+:\\d{1,5}", message = "must be host:port") String> members,
        @NotNull @Valid Aws aws) {

    public ClusterConfig {
        members = List.copyOf(members);
    }

    /** How nodes find each other. Multicast is never used. */
    public enum Discovery {
        /** By the list of members. */
        @JsonProperty("tcp")
        TCP,
        /** By a tag of the EC2 instances that run them; all use the same {@code cluster.port}. */
        @JsonProperty("aws")
        AWS
    }

    /**
     * The {@code cluster.aws} section. Credentials are those of the instance's role, or of the environment.
     *
     * @param tagKey of the instances to look for
     * @param endpoint of the EC2 API, when it is not the region's own
     */
    public record Aws(
            @NotBlank String region,
            @NotBlank String tagKey,
            @NotBlank String tagValue,
            @NotNull String endpoint) {}
}
