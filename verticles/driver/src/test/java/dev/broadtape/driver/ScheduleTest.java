package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final UUID RUN = UUID.fromString("01936d2f-0000-7000-8000-000000000001");
    private static final long START = 1_800_000_000_000_000L;

    /** With one partition everything is in it; IBM and AAPL from the start, MSFT from slice 10 on. */
    private static final Run JOINED = run(
            Optional.empty(),
            segment(0, START, listing("IBM"), listing("AAPL")),
            segment(10, START + 1_000_000, listing("MSFT")));

    @Test
    void sequencesRunOnWithoutAGapThroughAJoin() {
        List<Long> sequences = new ArrayList<>();
        for (long slice = 0; slice < 30; slice++) {
            frame(JOINED, slice).ticks().forEach(tick -> sequences.add(tick.sequence()));
        }

        assertThat(sequences)
                .hasSize(10 * 2 + 20 * 3)
                .startsWith(1L)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(sequences).last().isEqualTo(80L);
    }

    @Test
    void goesOnBehindAnyPositionWithTheNextSlice() {
        var schedule = new Schedule(JOINED, 0);
        for (long slice = 0; slice < 30; slice++) {
            assertThat(schedule.sliceAfter(frame(JOINED, slice).lastSequence())).isEqualTo(slice + 1);
        }
        assertThat(schedule.sliceAfter(0)).isZero();
    }

    @Test
    void aJoinChangesNoTickOfTheOthers() {
        Run alone = run(Optional.empty(), segment(0, START, listing("IBM"), listing("AAPL")));

        assertThat(frame(JOINED, 12).ticks().subList(0, 2))
                .extracting(Tick::priceE4)
                .isEqualTo(frame(alone, 12).ticks().stream().map(Tick::priceE4).toList());
    }

    @Test
    void makesAnyTickAgain() {
        var schedule = new Schedule(JOINED, 0);
        for (long slice : List.of(0L, 9L, 10L, 29L)) {
            for (Tick tick : frame(JOINED, slice).ticks()) {
                assertThat(schedule.tick(tick.sequence())).contains(tick);
            }
        }
        assertThat(schedule.tick(0)).isEmpty();
        assertThat(schedule.tick(-5)).isEmpty();
    }

    @Test
    void endsWhereItIsPaused() {
        var schedule = new Schedule(run(Optional.of(5L), segment(0, START, listing("IBM"))), 0);

        assertThat(schedule.end()).isEqualTo(5);
        assertThat(schedule.lastSequence()).isEqualTo(5);
        assertThat(schedule.tick(5)).isPresent();
        assertThat(schedule.tick(6)).isEmpty();
    }

    @Test
    void aPartitionWithoutSymbolsHasNoFramesUntilOneJoins() {
        Run four = new Run(
                RUN,
                0,
                3,
                Run.State.RUNNING,
                TickSource.RANDOM_WALK,
                1,
                4,
                Instant.EPOCH,
                RunRequest.DEFAULT,
                List.of(segment(0, START, listing("AAPL")), segment(10, START, listing("MSFT"))),
                Optional.empty());
        var schedule = new Schedule(four, 3);

        assertThat(schedule.soundFrom(0)).isEqualTo(10);
        assertThat(schedule.frame(10, 11, 0).firstSequence()).isEqualTo(1);
        assertThat(schedule.frame(10, 11, 0).fence()).isEqualTo(3);
        assertThat(schedule.sliceAfter(1)).isEqualTo(11);
    }

    @Test
    void theTapesTimeIsExact() {
        assertThat(frame(JOINED, 3).ticks().get(0).timeMicros()).isEqualTo(START + 300_000);
        assertThat(frame(JOINED, 11).ticks().get(0).timeMicros()).isEqualTo(START + 1_100_000);
    }

    @Test
    void framesOfSeveralSlicesHoldTheSameTicks() {
        var schedule = new Schedule(JOINED, 0);
        var single = new ArrayList<Tick>();
        for (long slice = 0; slice < 3_000; slice++) {
            single.addAll(frame(JOINED, slice).ticks());
        }
        var several = new ArrayList<Tick>();
        for (long slice = 0; slice < 3_000; ) {
            long end = schedule.frameEnd(slice, 3_000);
            several.addAll(schedule.frame(slice, end, 0).ticks());
            slice = end;
        }

        assertThat(several.equals(single)).isTrue();
    }

    @Test
    void aFrameEndsWithItsStretchOrWhenItIsFullOrAtTheLimit() {
        var schedule = new Schedule(JOINED, 0);

        assertThat(schedule.frameEnd(0, 1_000)).isEqualTo(10);
        assertThat(schedule.frameEnd(10, 10_000)).isEqualTo(10 + Schedule.FRAME_TICKS / 3);
        assertThat(schedule.frameEnd(10, 11)).isEqualTo(11);
    }

    @Test
    void aSliceThatIsWiderThanAFrameIsAFrame() {
        Listing[] many = IntStream.range(0, Schedule.FRAME_TICKS + 1)
                .mapToObj(i -> listing("S" + i))
                .toArray(Listing[]::new);
        var schedule = new Schedule(run(Optional.empty(), segment(0, START, many)), 0);

        assertThat(schedule.frameEnd(5, 100)).isEqualTo(6);
    }

    @Test
    void atSpeedMaxEverySliceIsDueAtOnce() {
        var max = new Segment(10, START, START, 100_000, Speed.MAX, List.of());

        assertThat(max.sliceDue(START)).isGreaterThan(1_000_000_000_000L);
        assertThat(max.dueMicros(5_000)).isEqualTo(START);
    }

    @Test
    void slicesAreDueAtTheirPace() {
        var fast = new Segment(10, START, START, 100_000, Speed.parse("10"), List.of());

        assertThat(fast.dueMicros(20)).isEqualTo(START + 100_000);
        assertThat(fast.sliceDue(START + 99_999)).isEqualTo(19);
        assertThat(fast.sliceDue(START + 100_000)).isEqualTo(20);
        assertThat(fast.sliceDue(START - 1)).isEqualTo(9);
    }

    private static TickFrame frame(Run run, long slice) {
        return new Schedule(run, 0).frame(slice, slice + 1, 0);
    }

    private static Listing listing(String symbol) {
        return new Listing(symbol, 1_000_000);
    }

    private static Segment segment(long from, long start, Listing... joins) {
        return new Segment(from, start, start, 100_000, Speed.parse("1"), List.of(joins));
    }

    private static Run run(Optional<Long> end, Segment... segments) {
        return new Run(
                RUN,
                0,
                1,
                Run.State.RUNNING,
                TickSource.RANDOM_WALK,
                1,
                1,
                Instant.EPOCH,
                RunRequest.DEFAULT,
                List.of(segments),
                end);
    }
}
