package dev.broadtape.receiver;

import static dev.broadtape.receiver.LaneRig.faultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import dev.broadtape.receiver.kafka.Mark;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final UUID RUN = UUID.fromString("0199a0b4-0000-7000-8000-000000000001");
    private static final UUID OTHER_RUN = UUID.fromString("0199a0b4-0000-7000-8000-000000000002");

    private final LaneRig rig = new LaneRig();
    private final Lane lane = rig.lane;
    private final ScriptedLog kafka = rig.kafka;

    @BeforeEach
    void open() {
        rig.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void answersWithThePositionOnceAFrameIsDurable() {
        assertThat(take(RUN, 1, 5).await()).isEqualTo(Position.of(RUN, 0, 5));
        assertThat(take(RUN, 6, 1).await()).isEqualTo(Position.of(RUN, 0, 6));

        assertThat(kafka.sequences(RUN)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        await().until(() -> rig.published.equals(List.of(frame(RUN, 1, 5), frame(RUN, 6, 1))));
    }

    @Test
    void answersForADurableFrameAtOnceAndWritesItOnce() {
        take(RUN, 1, 5).await();

        assertThat(take(RUN, 1, 5).await()).isEqualTo(Position.of(RUN, 0, 5));
        assertThat(take(RUN, 2, 2).await()).isEqualTo(Position.of(RUN, 0, 5));
        assertThat(kafka.commits()).isEqualTo(1);
    }

    @Test
    void refusesAGapAndNamesTheSequenceThatItExpects() {
        take(RUN, 1, 5).await();

        Fault fault = faultOf(take(RUN, 7, 1));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.CONFLICT);
        assertThat(fault).hasMessage("partition 0 of run %s expects sequence 6, not 7", RUN);
    }

    @Test
    void refusesAFrameThatIsPartlyThere() {
        take(RUN, 1, 5).await();

        assertThat(faultOf(take(RUN, 4, 4)).kind()).isEqualTo(Fault.Kind.CONFLICT);
        assertThat(kafka.sequences(RUN)).hasSize(5);
    }

    @Test
    void keepsRunsApart() {
        take(RUN, 1, 5).await();

        assertThat(take(OTHER_RUN, 1, 2).await()).isEqualTo(Position.of(OTHER_RUN, 0, 2));
        assertThat(faultOf(take(OTHER_RUN, 6, 1)).getMessage()).contains("expects sequence 3");
    }

    @Test
    void commitsAllThatGatheredMeanwhileAsOneGroup() {
        kafka.hold();
        List<Future<Position>> replies = takeEach(1, 10);
        await().until(() -> lane.pendingFrames() == 10);
        kafka.letGo();

        Future.all(replies).await();

        assertThat(kafka.commits()).isEqualTo(2);
        assertThat(kafka.sequences(RUN)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void refusesAFrameWhenTooManyWaitAndTakesItLater() {
        kafka.hold();
        List<Future<Position>> replies = takeEach(1, FrameQueue.MAX_FRAMES);

        assertThat(faultOf(take(RUN, FrameQueue.MAX_FRAMES + 1, 1)).kind()).isEqualTo(Fault.Kind.RATE_LIMITED);
        assertThat(rig.refused).hasValue(1);

        kafka.letGo();
        Future.all(replies).await();
        assertThat(take(RUN, FrameQueue.MAX_FRAMES + 1, 1).await().sequence()).isEqualTo(FrameQueue.MAX_FRAMES + 1);
    }

    @Test
    void refusesMoreTicksThanItMayHold() {
        kafka.hold();
        for (int i = 0; i < 4; i++) {
            take(RUN, 1 + i * 50_000L, 50_000);
        }

        assertThat(faultOf(take(RUN, 200_001, 1)).kind()).isEqualTo(Fault.Kind.RATE_LIMITED);
    }

    @Test
    void answersAFrameThatCameAgainTogetherWithTheFirst() {
        kafka.hold();
        Future<Position> first = take(RUN, 1, 5);
        Future<Position> again = take(RUN, 1, 5);
        rig.settle();
        kafka.letGo();

        assertThat(again.await()).isEqualTo(first.await());
        assertThat(kafka.sequences(RUN)).hasSize(5);
    }

    @Test
    void boundsHowManyWaitForAFrameThatCameAgain() {
        kafka.hold();
        take(RUN, 1, 5);
        for (int i = 0; i < Echoes.MAX; i++) {
            take(RUN, 1, 5);
        }

        assertThat(faultOf(take(RUN, 1, 5)).kind()).isEqualTo(Fault.Kind.RATE_LIMITED);
    }

    @Test
    void triesAGroupAgainThatFailed() {
        kafka.failNext(2, false);

        assertThat(take(RUN, 1, 5).await()).isEqualTo(Position.of(RUN, 0, 5));
        assertThat(kafka.sequences(RUN)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(kafka.opens()).isEqualTo(3);
        assertThat(lane.problem()).isEmpty();
    }

    @Test
    void asksTheLogWhatBecameOfACommitThatItWasNotToldOf() {
        kafka.failNext(1, true);

        assertThat(take(RUN, 1, 5).await()).isEqualTo(Position.of(RUN, 0, 5));
        assertThat(kafka.sequences(RUN)).containsExactly(1L, 2L, 3L, 4L, 5L);
        await().until(() -> rig.published.equals(List.of(frame(RUN, 1, 5))));
    }

    @Test
    void givesBackWhatNoLongerFitsAfterAnotherReceiverWent() {
        kafka.hold();
        kafka.failNext(1, false);
        Future<Position> reply = take(RUN, 1, 5);
        kafka.committedElsewhere(RUN, new Mark(3, 0));
        kafka.letGo();

        assertThat(faultOf(reply)).hasMessageContaining("expects sequence 4");
        assertThat(take(RUN, 4, 2).await()).isEqualTo(Position.of(RUN, 0, 5));
    }

    @Test
    void tellsWhatIsWrongWhileItTries() {
        kafka.hold();
        kafka.failNext(1, false);
        take(RUN, 1, 5);
        kafka.letGo();

        await().until(() -> lane.problem().isPresent());
        await().until(() -> lane.problem().isEmpty());
    }

    @Test
    void finishesTheGroupOnItsWayWhenItCloses() {
        kafka.hold();
        Future<Position> onItsWay = take(RUN, 1, 5);
        Future<Position> behind = take(RUN, 6, 5);
        await().until(() -> lane.pendingFrames() == 2);
        Future<Void> closed = rig.onContext(lane::close);
        rig.settle();
        kafka.letGo();
        closed.await();

        assertThat(onItsWay.await()).isEqualTo(Position.of(RUN, 0, 5));
        assertThat(faultOf(behind).kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(kafka.sequences(RUN)).hasSize(5);
        assertThat(kafka.closed()).isTrue();
    }

    @Test
    void refusesAFrameOfAnotherPartition() {
        assertThat(faultOf(rig.take(Frames.of(RUN, 1, 1, 1))).kind()).isEqualTo(Fault.Kind.INVALID);
    }

    @Test
    void refusesWhatIsNoSymbol() {
        Tick bad = new Tick(RUN, 0, 1, TickSource.LIVE, "A\"\u0000", 0, 1, 1, 1, 1, 1);
        var frame = new TickFrame(RUN, 1, 1, 0, 0, TickSource.LIVE, 1, 0, List.of(bad));

        assertThat(faultOf(rig.take(frame)).kind()).isEqualTo(Fault.Kind.INVALID);
    }

    @Test
    void refusesASymbolOfAnotherPartition() {
        var frame = new TickFrame(RUN, 1, 1, 0, 0, TickSource.LIVE, 1, 0, List.of(Frames.tick(RUN, 1, 1)));

        assertThat(faultOf(rig.take(frame))).hasMessage("JNJ does not belong to partition 0");
    }

    private List<Future<Position>> takeEach(long first, int frames) {
        var replies = new ArrayList<Future<Position>>();
        for (int i = 0; i < frames; i++) {
            replies.add(take(RUN, first + i, 1));
        }
        return replies;
    }

    private Future<Position> take(UUID run, long first, int count) {
        return rig.take(frame(run, first, count));
    }

    private static TickFrame frame(UUID run, long first, int count) {
        return Frames.of(run, 0, first, count);
    }
}
