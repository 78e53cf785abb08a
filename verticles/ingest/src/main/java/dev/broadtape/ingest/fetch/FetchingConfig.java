package dev.broadtape.ingest.fetch;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The {@code ingest.fetching} section: how a provider is asked.
 *
 * @param timeout of an answer; a slower one is an outage
 * @param tries of a question before the next provider gets it
 * @param firstPause before the second try, twice as long before each further one, less a random part of up to a half
 * @param longestPause between two tries
 * @param failures in a row, of all questions, after which a provider is left alone
 * @param leaveAlone how long that is, until one question tries it out
 */
public record FetchingConfig(
        @NotNull @DurationMin(millis = 100) Duration timeout,
        @Min(1) @Max(10) int tries,
        @NotNull @DurationMin(millis = 1) Duration firstPause,

        @NotNull @DurationMin(millis = 1) @DurationMax(minutes = 10)
        Duration longestPause,

        @Min(1) int failures,
        @NotNull @DurationMin(millis = 1) Duration leaveAlone) {}
