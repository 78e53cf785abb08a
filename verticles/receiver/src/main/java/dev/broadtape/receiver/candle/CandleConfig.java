package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Interval;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The {@code receiver.candles} section. How long candles are kept is measured back from the newest of their symbol, on the
 * tape's clock.
 *
 * @param topic the Kafka topic of candles that have closed or were corrected
 * @param keepSeconds how long candles of a second are kept
 * @param keepMinutes those of one and five minutes
 * @param keepDays those of an hour and a day
 */
public record CandleConfig(
        @Pattern(regexp = "[a-zA-Z0-9._-]{1,249}") String topic,
        @NotNull @DurationMin(hours = 1) Duration keepSeconds,
        @NotNull @DurationMin(days = 2) Duration keepMinutes,
        @NotNull @DurationMin(days = 2) Duration keepDays) {
    /** What a test and a first start take. */
    public static final CandleConfig USUAL =
            new CandleConfig("candles", Duration.ofDays(1), Duration.ofDays(90), Duration.ofDays(3_650));

    Duration keep(Interval interval) {
        return switch (interval) {
            case SECOND -> keepSeconds;
            case MINUTE, FIVE_MINUTES -> keepMinutes;
            case HOUR, DAY -> keepDays;
        };
    }
}
