package dev.broadtape.driver;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one partition of a run says, slice by slice, and which slice a sequence number belongs to. The same run
 * always gives the same ticks, on any machine. For one thread.
 *
 * <p>Each slice has one tick of each symbol of the partition, in the order in which the symbols joined. A slice in which
 * the partition has no symbol has no ticks.
 */
final class Schedule {
    /** About as many ticks are in a frame of several slices. */
    static final int FRAME_TICKS = 2_048;

    private final Run run;
    private final int partition;
    private final List<Stretch> stretches = new ArrayList<>();

    Schedule(Run run, int partition) {
        this.run = run;
        this.partition = partition;
        List<Line> lines = List.of();
        long base = 0;
        for (int i = 0; i < run.segments().size(); i++) {
            Segment segment = run.segments().get(i);
            lines = joined(lines, segment);
            var stretch = new Stretch(segment, end(i), base, lines);
            stretches.add(stretch);
            base = stretch.lastSequence();
        }
    }

    private List<Line> joined(List<Line> lines, Segment segment) {
        List<Line> joining = segment.joins().stream()
                .filter(listing -> listing.partition(run.partitions()) == partition)
                .map(listing -> new Line(run, partition, listing))
                .toList();
        if (joining.isEmpty()) {
            return lines;
        }
        var all = new ArrayList<>(lines);
        all.addAll(joining);
        return List.copyOf(all);
    }

    private long end(int index) {
        return index + 1 < run.segments().size() ? run.segments().get(index + 1).fromSlice() : run.end();
    }

    /** The slice that follows the one which ended with {@code sequence}; 0 for sequence 0. */
    long sliceAfter(long sequence) {
        long slice = 0;
        for (Stretch stretch : stretches) {
            if (sequence <= stretch.base()) {
                return slice;
            }
            if (!stretch.silent()) {
                slice = stretch.sliceAfter(sequence);
            }
        }
        return slice;
    }

    /** The last sequence that the partition will have, {@link Long#MAX_VALUE} while nobody knows. */
    long lastSequence() {
        return last().lastSequence();
    }

    /**
     * The first slice of another frame than that which begins with {@code slice}: a frame has whole slices of one stretch
     * and nothing from {@code limit} on.
     */
    long frameEnd(long slice, long limit) {
        Stretch stretch = stretch(slice);
        int slices = Math.max(1, FRAME_TICKS / stretch.lines().size());
        return Math.min(Math.min(stretch.end(), limit), slice + slices);
    }

    /** The first slice from {@code slice} on in which the partition has symbols, {@link Long#MAX_VALUE} if none is planned. */
    long soundFrom(long slice) {
        for (int at = at(slice); at < stretches.size(); at++) {
            Stretch stretch = stretches.get(at);
            if (!stretch.silent()) {
                return Math.max(slice, stretch.segment().fromSlice());
            }
        }
        return Long.MAX_VALUE;
    }

    /** The slices from {@code slice} to before {@code end}, which are of one stretch with symbols. */
    TickFrame frame(long slice, long end, long madeMicros) {
        Stretch stretch = stretch(slice);
        long first = stretch.firstSequence(slice);
        List<Tick> ticks = stretch.ticks(slice, end);
        return new TickFrame(
                run.run(), run.seed(), run.fence(), slice, partition, run.mode(), first, madeMicros, ticks);
    }

    /** One tick, made again; none where the run has not planned it. */
    Optional<Tick> tick(long sequence) {
        long slice = sliceAfter(sequence) - 1;
        if (sequence < 1 || slice < 0 || slice >= run.end()) {
            return Optional.empty();
        }
        TickFrame frame = frame(slice, slice + 1, 0);
        return Optional.of(frame.ticks().get((int) (sequence - frame.firstSequence())));
    }

    /** The first slice that the run does not make, {@link Long#MAX_VALUE} while it is open-ended. */
    long end() {
        return run.end();
    }

    private Stretch stretch(long slice) {
        return stretches.get(at(slice));
    }

    private int at(long slice) {
        int at = stretches.size() - 1;
        while (at > 0 && stretches.get(at).segment().fromSlice() > slice) {
            at--;
        }
        return at;
    }

    private Stretch last() {
        return stretches.get(stretches.size() - 1);
    }

    /** The last slice that is due by then. */
    long sliceDue(long wallMicros) {
        return last().segment().sliceDue(wallMicros);
    }

    long dueMicros(long slice) {
        return stretch(slice).segment().dueMicros(slice);
    }
}
