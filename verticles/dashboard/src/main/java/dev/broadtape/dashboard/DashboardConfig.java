package dev.broadtape.dashboard;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The {@code dashboard} section.
 *
 * @param frameInterval time between two frames to the browsers
 * @param webroot a folder to serve the page from, to edit it live; empty: the copy in the jar
 * @param allowedOrigins pages from elsewhere that may use the event bus, such as {@code https://desk.example.com}
 * @param maxClients how many browsers may be connected at a time
 */
public record DashboardConfig(
        @Min(1) @Max(65_535) int port,
        @DurationMin(millis = 20) @DurationMax(seconds = 2) Duration frameInterval,
        @NotNull String webroot,
        List<@Pattern(regexp = "https?://[^/\\s]+", message = "must be scheme://host or scheme://host:port") String>
                allowedOrigins,
        @Min(1) @Max(100_000) int maxClients) {
    public DashboardConfig {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
