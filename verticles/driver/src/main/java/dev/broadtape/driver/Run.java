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
 * @param fence number of the lease under which it is driven: a driver with a smaller one changes nothing any more
 * @param partitions that its symbols hash to, for all its life
 * @param request what it was asked to be
 * @param endSlice unless it runs, the first slice that is not made
 */
record Run(
        UUID run,
        long revision,
        long fence,
        State state,
        TickSource mode,
        long seed,
        int partitions,
        Instant createdAt,
        RunRequest request,
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

        /** Whether it may go on. */
        boolean active() {
            return this == RUNNING || this == PAUSED;
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

    List<String> symbols() {
        return listings().stream().map(Listing::symbol).toList();
    }

    /** The first slice that it does not make, {@link Long#MAX_VALUE} while it is open-ended. */
    long end() {
        return endSlice.or(request::length).orElse(Long.MAX_VALUE);
    }

    /** Whether new symbols may join it. */
    boolean open() {
        return request.symbols().isEmpty();
    }

    /** Whether its time is the wall's, so that it skips what was missed, or its own, which nothing disturbs. */
    boolean followsTheWall() {
        return request.from().isEmpty() && !mustBeWhole();
    }

    /** Whether no slice may be skipped, however late it is. */
    boolean mustBeWhole() {
        return request.length().isPresent() || last().speed().max();
    }

    /** Stands still, or is over, before the slice {@code end}. */
    Run ended(State now, long end) {
        return changed(fence, now, segments, Optional.of(end));
    }

    /** Goes on with {@code segment}, running. */
    Run with(Segment segment) {
        var longer = new ArrayList<>(segments);
        longer.add(segment);
        return changed(fence, State.RUNNING, longer, Optional.empty());
    }

    /** The same tape under another lease. */
    Run underFence(long greater) {
        return changed(greater, state, segments, endSlice);
    }

    /** The same tape as the next revision. */
    Run unchanged() {
        return changed(fence, state, segments, endSlice);
    }

    private Run changed(long fence, State state, List<Segment> segments, Optional<Long> endSlice) {
        return new Run(run, revision + 1, fence, state, mode, seed, partitions, createdAt, request, segments, endSlice);
    }
}
