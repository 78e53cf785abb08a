package dev.broadtape.receiver.ws;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The {@code receiver.ws} section.
 *
 * @param frameInterval time between two messages with ticks to the same client
 * @param maxClients how many may be connected at a time
 * @param maxSymbols how many a client may name; {@code *} is not counted
 * @param messagesPerSecond what a client may send on average; twice as many at once
 * @param resumeTicks how many ticks of each partition are kept for clients that come back
 * @param patience how long a client may take nothing before it is closed
 * @param allowedOrigins pages from elsewhere that may connect, such as {@code https://desk.example.com}
 */
public record SocketConfig(
        @NotNull @DurationMin(millis = 20) @DurationMax(seconds = 2)
        Duration frameInterval,

        @Min(1) @Max(100_000) int maxClients,
        @Min(1) @Max(5_000) int maxSymbols,
        @Min(1) @Max(1_000) int messagesPerSecond,
        @Min(0) @Max(1_000_000) int resumeTicks,

        @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 5)
        Duration patience,

        @NotNull
        List<@Pattern(regexp = "https?://[^/\\s]+", message = "must be scheme://host or scheme://host:port") String>
                allowedOrigins) {
    public SocketConfig {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
