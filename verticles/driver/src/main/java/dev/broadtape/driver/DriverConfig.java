package dev.broadtape.driver;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.broadtape.contract.TickSource;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The {@code driver} section.
 *
 * @param threshold how many symbols must have data before the tape starts
 * @param autostart whether the first tape starts by itself then, or only when it is asked for
 * @param tickInterval the tape's time from one slice to the next
 * @param window frames of a partition that may be unacknowledged; then the tape waits
 * @param catchUp a driver that was away for less makes up for it, else the tape goes on from now
 */
public record DriverConfig(
        @Min(1) @Max(65_535) int port,
        @Min(1) @Max(10_000) int threshold,
        boolean autostart,
        @DurationMin(millis = 1) @DurationMax(minutes = 1) Duration tickInterval,
        Mode mode,
        long seed,
        @Speed.Possible Speed speed,
        @Min(1) @Max(4_096) int window,
        @DurationMin(seconds = 0) @DurationMax(days = 1) Duration catchUp) {

    /** Where the prices come from. */
    public enum Mode {
        /** A seeded walk within ±0.5 % of the last close. */
        @JsonProperty("random-walk")
        RANDOM_WALK(TickSource.RANDOM_WALK);

        private final TickSource source;

        Mode(TickSource source) {
            this.source = source;
        }

        TickSource source() {
            return source;
        }
    }
}
