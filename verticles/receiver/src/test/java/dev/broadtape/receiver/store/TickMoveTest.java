package dev.broadtape.receiver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.Frames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TickMoveTest {
    private static final UUID RUN = new UUID(1, 1);
    private static final UUID OTHER_RUN = new UUID(-1, 1);
    private static final int TICKS = 4 * 6_000 + 3_000;

    @TempDir
    Path folder;

    private TickStore from;
    private TickStore to;
    private long passed;

    @BeforeEach
    void fill() {
        from = RocksTickStore.open(folder.resolve("from"), TickStoreContract.ALL, false);
        to = RocksTickStore.open(folder.resolve("to"), TickStoreContract.ALL, false);
        for (int partition = 0; partition < 4; partition++) {
            from.write(List.of(Frames.of(RUN, partition, 1, 6_000)));
        }
        from.write(List.of(Frames.of(OTHER_RUN, 0, 1_000, 1_000), Frames.of(OTHER_RUN, 0, 3_000, 2_000)));
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
    }

    @Test
    void bringsEveryTickOverAndFindsItThere() {
        var move = new TickMove(from, to);

        move.copy(Optional.empty(), (ticks, last) -> passed += ticks);

        assertThat(passed).isEqualTo(TICKS);
        assertThat(to.newest(TICKS + 1)).isEqualTo(from.newest(TICKS + 1)).hasSize(TICKS);
        assertThat(to.stored()).isEqualTo(TICKS);
        for (int partition = 0; partition < 4; partition++) {
            assertThat(to.ranges(RUN, partition)).isEqualTo(from.ranges(RUN, partition));
        }
        assertThat(to.ranges(OTHER_RUN, 0)).isEqualTo(from.ranges(OTHER_RUN, 0));
        assertThat(to.minutes("AAPL", Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty()))
                .isEqualTo(from.minutes("AAPL", Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty()));
        assertThat(move.missing((ticks, last) -> {})).isZero();
    }

    @Test
    void goesOnWhereItWasBrokenOff() {
        var move = new TickMove(from, to);
        var places = new ArrayList<TickKey>();
        assertThatThrownBy(() -> move.copy(Optional.empty(), (ticks, last) -> {
                    places.add(last);
                    if (places.size() == 3) {
                        throw new IllegalStateException("pulled the plug");
                    }
                }))
                .hasMessage("pulled the plug");

        move.copy(Optional.of(places.get(1)), (ticks, last) -> passed += ticks);

        assertThat(passed).isEqualTo(TICKS - 10_000);
        assertThat(to.stored()).isEqualTo(TICKS);
        assertThat(move.missing((ticks, last) -> {})).isZero();
    }

    @Test
    void countsWhatIsNotThere() {
        List<Tick> few = List.of(Frames.tick(RUN, 0, 6_001), Frames.tick(RUN, 0, 6_004));
        var move = new TickMove(from, to);
        move.copy(Optional.empty(), (ticks, last) -> {});
        to.write(TickMove.frames(few));
        assertThat(move.missing((ticks, last) -> {})).isZero();
        from.write(List.of(Frames.of(RUN, 0, 6_001, 4)));

        assertThat(move.missing((ticks, last) -> {})).isEqualTo(2);
    }
}
