package dev.broadtape.driver;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.broadtape.contract.TickSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One tape, as it is stored: everything that decides its ticks.
 *
 * @param revision counts the changes, so that of two writers one is refused
 * @param partitions that its symbols hash to, for all its life
 * @param endSlice while paused, the first slice that is not made
 */
record Run(
        UUID run,
        long revision,
        State state,
        TickSource mode,
        long seed,
        int partitions,
        Instant createdAt,
        List<Segment> segments,
        Optional<Long> endSlice) {
    /** Pausing, resuming and joining add segments; at this many a new run is due. */
    static final int MAX_SEGMENTS = 10_000;

    /** What a run does now. */
    enum State {
        RUNNING,
        PAUSED,
        FINISHED,
        STOPPED;

        @JsonValue
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Run {
        segments = List.copyOf(segments);
    }

    @JsonIgnore
    Segment last() {
        return segments.get(segments.size() - 1);
    }

    /** All symbols, in the order in which they joined. */
    List<Listing> listings() {
        return segments.stream().flatMap(segment -> segment.joins().stream()).toList();
    }

    Run paused(long end) {
        return new Run(run, revision + 1, State.PAUSED, mode, seed, partitions, createdAt, segments, Optional.of(end));
    }

    /** Goes on with {@code segment}, running. */
    Run with(Segment segment) {
        var longer = new ArrayList<>(segments);
        longer.add(segment);
        return new Run(run, revision + 1, State.RUNNING, mode, seed, partitions, createdAt, longer, Optional.empty());
    }
}
