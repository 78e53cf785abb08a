package dev.broadtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
    private final RecentIds<Integer> ids = new RecentIds<>();

    @Test
    void knowsWhatItHasSeen() {
        assertThat(ids.add(7)).isTrue();
        assertThat(ids.add(7)).isFalse();
        assertThat(ids.contains(7)).isTrue();
        assertThat(ids.contains(8)).isFalse();
    }

    @Test
    void forgetsTheOldestWhenFull() {
        IntStream.rangeClosed(0, RecentIds.CAPACITY).forEach(ids::add);

        assertThat(ids.size()).isEqualTo(RecentIds.CAPACITY);
        assertThat(ids.contains(0)).isFalse();
        assertThat(ids.contains(1)).isTrue();
        assertThat(ids.contains(RecentIds.CAPACITY)).isTrue();
    }
}
