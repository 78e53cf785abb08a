package dev.broadtape.driver;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one partition of a run says, slice by slice, and which slice a sequence number belongs to. Pure: the same run
 * always gives the same frames, on any machine.
 *
 * <p>Each slice has one tick of each symbol of the partition, in the order in which the symbols joined. A slice in which
 * the partition has no symbol has no frame.
 */
final class Schedule {
    /**
     * A segment as this partition sees it.
     *
     * @param base the last sequence before it
     * @param end the first slice after it, {@link Long#MAX_VALUE} for the last
     */
    private record Stretch(Segment segment, long end, long base, List<Listing> listings) {
        long firstSequence(long slice) {
            return base + (slice - segment.fromSlice()) * listings.size() + 1;
        }
    }

    private final Run run;
    private final int partition;
    private final RandomWalk walk;
    private final List<Stretch> stretches = new ArrayList<>();

    Schedule(Run run, int partition) {
        this.run = run;
        this.partition = partition;
        this.walk = new RandomWalk(run.seed());
        var listings = new ArrayList<Listing>();
        long base = 0;
        for (int i = 0; i < run.segments().size(); i++) {
            Segment segment = run.segments().get(i);
            segment.joins().stream()
                    .filter(listing -> listing.partition(run.partitions()) == partition)
                    .forEach(listings::add);
            long end = end(i);
            stretches.add(new Stretch(segment, end, base, List.copyOf(listings)));
            base += (end - segment.fromSlice()) * listings.size();
        }
    }

    private long end(int index) {
        return index + 1 < run.segments().size() ? run.segments().get(index + 1).fromSlice() : endOfRun();
    }

    /** The first slice that this run does not make, {@link Long#MAX_VALUE} while it is open-ended. */
    long endOfRun() {
        return run.endSlice().orElse(Long.MAX_VALUE);
    }

    /** The slice that follows the one which ended with {@code sequence}; 0 for sequence 0. */
    long sliceAfter(long sequence) {
        long slice = 0;
        for (Stretch stretch : stretches) {
            int width = stretch.listings.size();
            if (sequence <= stretch.base) {
                return slice;
            }
            if (width > 0) {
                slice = stretch.segment.fromSlice() + (sequence - stretch.base + width - 1) / width;
            }
        }
        return slice;
    }

    /** The frame of a slice, if the partition has symbols then. */
    Optional<TickFrame> frame(long slice, long madeMicros) {
        Stretch stretch = stretch(slice);
        if (stretch.listings.isEmpty()) {
            return Optional.empty();
        }
        long first = stretch.firstSequence(slice);
        var ticks = new ArrayList<Tick>(stretch.listings.size());
        for (Listing listing : stretch.listings) {
            ticks.add(tick(stretch, listing, slice, first + ticks.size()));
        }
        return Optional.of(
                new TickFrame(run.run(), run.seed(), slice, partition, run.mode(), first, madeMicros, ticks));
    }

    /** One tick, made again; none where the run has not planned it. */
    Optional<Tick> tick(long sequence) {
        long slice = sliceAfter(sequence) - 1;
        if (sequence < 1 || slice < 0 || slice >= endOfRun()) {
            return Optional.empty();
        }
        return frame(slice, 0).map(frame -> frame.ticks().get((int) (sequence - frame.firstSequence())));
    }

    private Stretch stretch(long slice) {
        Stretch found = stretches.get(0);
        for (Stretch stretch : stretches) {
            if (stretch.segment.fromSlice() <= slice) {
                found = stretch;
            }
        }
        return found;
    }

    private Tick tick(Stretch stretch, Listing listing, long slice, long sequence) {
        RandomWalk.Print print = walk.at(listing, slice);
        return new Tick(
                run.run(),
                partition,
                sequence,
                run.mode(),
                listing.symbol(),
                stretch.segment.timeMicros(slice),
                print.priceE4(),
                print.bidE4(),
                print.askE4(),
                print.size(),
                print.priceE4() - listing.closeE4());
    }

    /** The last slice that is due by then. */
    long sliceDue(long wallMicros) {
        return run.last().sliceDue(wallMicros);
    }

    long dueMicros(long slice) {
        return stretch(slice).segment.dueMicros(slice);
    }
}
