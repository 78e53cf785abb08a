package dev.broadtape.receiver.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.Frames;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrackTest {
    private final UUID run = UUID.randomUUID();

    private Track track(int capacity, long first, long last) {
        var track = new Track(run, 0, capacity, first);
        LongStream.rangeClosed(first, last).mapToObj(this::tick).forEach(track::add);
        return track;
    }

    private Tick tick(long sequence) {
        return Frames.tick(run, 0, sequence);
    }

    @Test
    void keepsTheLastOnesAndLetsTheOldestGo() {
        for (int capacity : new int[] {1, 63, 64, 65, 100, 1_000}) {
            Track track = track(capacity, 5, 704);

            assertThat(track.oldest()).isEqualTo(Math.max(5, 705 - capacity));
            assertThat(track.last()).isEqualTo(704);
            for (long sequence = track.oldest(); sequence <= 704; sequence++) {
                assertThat(track.tick(sequence)).isEqualTo(tick(sequence));
            }
        }
    }

    @Test
    void beginsAnewBehindAGap() {
        Track track = track(100, 1, 80);
        assertThat(track.gapBefore(tick(84))).isEqualTo(3);

        track.add(tick(84));
        track.add(tick(85));

        assertThat(track.unbrokenFrom()).isEqualTo(84);
        assertThat(track.oldest()).isEqualTo(84);
        assertThat(track.tick(84)).isEqualTo(tick(84));
        assertThat(track.gapBefore(tick(85))).isNegative();
    }

    @Test
    void keepsNothingWhereNobodyMayComeBack() {
        Track track = track(0, 1, 10);

        assertThat(track.last()).isEqualTo(10);
        assertThat(track.oldest()).isEqualTo(11);
    }
}
