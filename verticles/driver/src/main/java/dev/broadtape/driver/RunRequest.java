package dev.broadtape.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a new run was asked to be; where it says nothing, the configuration does.
 *
 * @param symbols absent: all that have data, and those that get some later
 * @param interval the tape's time from one slice to the next
 * @param from the tape's time of the first slice; absent: now
 * @param length in slices; absent: until it is stopped
 */
record RunRequest(
        Optional<UUID> run,
        Optional<DriverConfig.Mode> mode,
        Optional<List<String>> symbols,
        Optional<Long> seed,
        Optional<Duration> interval,
        Optional<Speed> speed,
        Optional<Instant> from,
        Optional<Long> length) {
    /** Everything as configured. */
    static final RunRequest DEFAULT = new RunRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    long intervalMicros(DriverConfig config) {
        return interval.orElse(config.tickInterval()).toNanos() / 1_000;
    }

    Speed speed(DriverConfig config) {
        return speed.orElse(config.speed());
    }
}
