package dev.broadtape.receiver.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.receiver.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final UUID run = UUID.randomUUID();
    private final Tracks tracks = new Tracks(1_000);
    private final Board board = new Board(tracks);

    private void hear(int partition, long first, int count) {
        board.hear(Frames.of(run, partition, first, count));
    }

    private List<Mark> marks(long first, long second) {
        return List.of(new Mark(run, 0, first), new Mark(run, 1, second));
    }

    private static List<String> all(Replay replay) {
        var all = new ArrayList<String>();
        while (!replay.done()) {
            all.addAll(replay.next(symbol -> true, tick -> tick.partition() + "/" + tick.sequence())
                    .ticks());
        }
        return all;
    }

    @Test
    void tellsEachTickThatWasMissedInTheOrderOfItsPartition() {
        hear(0, 1, 500);
        hear(1, 1, 3);

        Replay replay = Replay.since(marks(100, 1), tracks).orElseThrow();
        hear(0, 501, 20);

        assertThat(all(replay))
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(101, 520)
                        .mapToObj(sequence -> "0/" + sequence)
                        .collect(() -> new ArrayList<>(List.of("1/2", "1/3")), List::add, List::addAll))
                .containsSubsequence("0/101", "0/102", "0/519", "0/520")
                .containsSubsequence("1/2", "1/3");
        assertThat(replay.marks()).containsExactlyInAnyOrderElementsOf(marks(520, 3));
        assertThat(replay.overtaken()).isFalse();
    }

    @Test
    void tellsNothingToWhoKnowsAll() {
        hear(0, 1, 10);
        hear(1, 1, 10);

        assertThat(Replay.since(marks(10, 10), tracks))
                .hasValueSatisfying(replay -> assertThat(replay.done()).isTrue());
    }

    @Test
    void cannotTellWhatIsGone() {
        hear(0, 1, 1_500);
        hear(1, 1, 10);

        assertThat(Replay.since(marks(499, 10), tracks)).isEmpty();
        assertThat(Replay.since(marks(500, 10), tracks)).isPresent();
    }

    @Test
    void cannotTellWhatTheBusLost() {
        hear(0, 1, 10);
        hear(0, 12, 10);
        hear(1, 1, 1);

        assertThat(board.missed()).isEqualTo(1);
        assertThat(Replay.since(marks(10, 1), tracks)).isEmpty();
        assertThat(Replay.since(marks(11, 1), tracks)).isPresent();
    }

    @Test
    void cannotGoOnWhereItHasNotBeen() {
        hear(0, 1, 10);

        assertThat(Replay.since(marks(10, 1), tracks)).isEmpty();
        assertThat(Replay.since(List.of(new Mark(run, 0, 11)), tracks)).isEmpty();
    }

    @Test
    void tellsARunThatBeganMeanwhileFromItsBeginning() {
        hear(0, 1, 10);
        board.hear(Frames.of(UUID.randomUUID(), 2, 1, 2));

        assertThat(all(Replay.since(List.of(new Mark(run, 0, 10)), tracks).orElseThrow()))
                .containsExactly("2/1", "2/2");
    }

    @Test
    void saysWhenItIsOvertaken() {
        hear(0, 1, 1_000);
        Replay replay = Replay.since(List.of(new Mark(run, 0, 0)), tracks).orElseThrow();
        replay.next(symbol -> true, tick -> "");

        hear(0, 1_001, 151);

        assertThat(replay.overtaken()).isTrue();
    }
}
