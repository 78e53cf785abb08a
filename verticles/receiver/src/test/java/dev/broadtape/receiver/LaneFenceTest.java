package dev.broadtape.receiver;

import static dev.broadtape.receiver.LaneRig.faultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.kafka.Mark;
import dev.broadtape.receiver.kafka.Marks;
import io.vertx.core.Future;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a lane makes of drivers that come after one another. */
class LaneFenceTest {
    private static final UUID RUN = run(5_000);

    private final LaneRig rig = new LaneRig();
    private final ScriptedLog kafka = rig.kafka;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void refusesADriverOnceANewerOneHasSentAFrame() {
        rig.open();
        rig.take(frame(1, 5, 3)).await();
        rig.take(frame(6, 5, 4)).await();

        Fault fault = faultOf(rig.take(frame(11, 5, 3)));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.CONFLICT);
        assertThat(fault).hasMessage("driver fence 3 is over, 4 is known");
        assertThat(faultOf(rig.take(frame(1, 5, 3)))).as("durable").hasMessage(fault.getMessage());
        assertThat(faultOf(rig.position(RUN, 3))).hasMessage(fault.getMessage());
        assertThat(kafka.mark(RUN)).isEqualTo(new Mark(10, 4));
    }

    @Test
    void refusesADriverOfWhoseEndOnlyKafkaKnows() {
        kafka.committedElsewhere(RUN, new Mark(5, 4));
        rig.open();

        assertThat(faultOf(rig.take(frame(6, 1, 3)))).hasMessage("driver fence 3 is over, 4 is known");
        assertThat(rig.position(RUN, 4).await()).isEqualTo(Position.of(RUN, 0, 5));
        assertThat(rig.take(frame(6, 1, 4)).await()).isEqualTo(Position.of(RUN, 0, 6));
    }

    @Test
    void refusesWhatWaitedWhileANewDriverWasKnownElsewhere() {
        rig.open();
        kafka.hold();
        kafka.failNext(1, false);
        Future<Position> reply = rig.take(frame(1, 5, 3));
        kafka.committedElsewhere(RUN, new Mark(0, 4));
        kafka.letGo();

        assertThat(faultOf(reply)).hasMessage("driver fence 3 is over, 4 is known");
        assertThat(kafka.sequences(RUN)).isEmpty();
    }

    @Test
    void commitsANewFenceOnceBeforeItAnswers() {
        rig.open();

        assertThat(rig.position(RUN, 2).await()).isEqualTo(Position.of(RUN, 0, 0));
        assertThat(kafka.mark(RUN)).isEqualTo(new Mark(0, 2));
        rig.position(RUN, 2).await();
        assertThat(kafka.commits()).isEqualTo(1);
    }

    @Test
    void answersAboutThePositionWhenAllBeforeHasSettled() {
        rig.open();
        kafka.hold();
        rig.take(frame(1, 5, 1));
        rig.take(frame(6, 5, 1));
        Future<Position> same = rig.position(RUN, 1);
        Future<Position> newer = rig.position(RUN, 2);
        assertThat(faultOf(rig.take(frame(11, 5, 1)))).hasMessage("driver fence 1 is over, 2 is known");
        assertThat(same.isComplete() || newer.isComplete()).isFalse();
        kafka.letGo();

        assertThat(newer.await()).isEqualTo(Position.of(RUN, 0, 10));
        assertThat(faultOf(same).kind()).as("overtaken").isEqualTo(Fault.Kind.CONFLICT);
        assertThat(kafka.mark(RUN)).isEqualTo(new Mark(10, 2));
        assertThat(rig.take(frame(11, 1, 2)).await().sequence()).isEqualTo(11);
    }

    @Test
    void answersTheSameDriverWhenAllBeforeHasSettled() {
        rig.open();
        kafka.hold();
        rig.take(frame(1, 5, 1));
        Future<Position> position = rig.position(RUN, 1);
        rig.take(frame(6, 5, 1));
        rig.settle();
        kafka.letGo();

        assertThat(position.await().sequence()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void letsNobodyWaitForALogThatFails() {
        rig.open();
        kafka.hold();
        kafka.failNext(1, false);
        Future<Position> frame = rig.take(frame(1, 5, 1));
        Future<Position> position = rig.position(RUN, 2);
        rig.settle();
        kafka.letGo();

        assertThat(faultOf(position).kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(frame.await().sequence()).isEqualTo(5);
        assertThat(rig.position(RUN, 2).await().sequence()).isEqualTo(5);
    }

    @Test
    void letsNobodyWaitForALaneThatCloses() {
        rig.open();
        kafka.hold();
        rig.take(frame(1, 5, 1));
        Future<Position> position = rig.position(RUN, 2);
        rig.release("partition 0 is receiver-2's");

        assertThat(faultOf(position)).hasMessage("partition 0 is receiver-2's");
    }

    @Test
    void boundsHowManyWaitForThePosition() {
        rig.open();
        kafka.hold();
        for (int i = 0; i < Barriers.MAX; i++) {
            rig.position(RUN, 2);
        }

        Fault fault = faultOf(rig.position(RUN, 2));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.RATE_LIMITED);
        assertThat(fault).hasMessage("partition 0 has 64 position requests waiting");
    }

    @Test
    void refusesARunThatNobodyRemembers() {
        for (int i = 1; i <= Marks.MOST; i++) {
            kafka.committedElsewhere(run(i), new Mark(1, 1));
        }
        rig.open();

        assertThat(faultOf(rig.take(Frames.of(run(0), 0, 1, 1))).kind()).isEqualTo(Fault.Kind.INVALID);
        rig.take(frame(1, 1, 1)).await();
        assertThat(faultOf(rig.take(Frames.of(run(1), 0, 1, 1))))
                .hasMessageEndingWith("is over: 1000 were begun since");
        assertThat(rig.take(Frames.of(run(2), 0, 2, 1)).await().sequence()).isEqualTo(2);
        await().until(() -> rig.published.size() == 2);
    }

    private static UUID run(int number) {
        return new UUID((0x0199_a0b4_0000L + number) << 16 | 0x7000, 0x8000_0000_0000_0000L);
    }

    private static TickFrame frame(long first, int count, long fence) {
        return Frames.of(RUN, 0, first, count, fence);
    }
}
