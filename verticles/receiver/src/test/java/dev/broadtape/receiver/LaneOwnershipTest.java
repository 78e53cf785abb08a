package dev.broadtape.receiver;

import static dev.broadtape.receiver.LaneRig.faultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.receiver.kafka.Mark;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a lane does while its partition comes and goes. */
class LaneOwnershipTest {
    private static final UUID RUN = UUID.fromString("0199a0b4-0000-7000-8000-000000000001");

    private final LaneRig rig = new LaneRig();
    private final Lane lane = rig.lane;
    private final ScriptedLog kafka = rig.kafka;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void saysWhoseThePartitionIs() {
        assertThat(faultOf(take(1))).hasMessage("partition 0 is nobody's yet");
        rig.release("partition 0 is receiver-1's");
        assertThat(faultOf(take(1))).hasMessage("partition 0 is receiver-1's");
        assertThat(faultOf(rig.position(RUN, 1)).kind()).isEqualTo(Fault.Kind.UNAVAILABLE);

        kafka.hold();
        rig.onContext(() -> Future.succeededFuture(lane.open())).await();
        assertThat(faultOf(take(1))).hasMessage("partition 0 is opening");
        assertThat(lane.problem()).isPresent();
        assertThat(lane.owned()).isFalse();
    }

    @Test
    void finishesTheGroupOnItsWayAndRefusesTheRestWhenThePartitionGoes() {
        rig.open();
        kafka.hold();
        Future<Position> onItsWay = take(1);
        Future<Position> behind = take(2);
        rig.release("partition 0 is receiver-2's");

        assertThat(faultOf(behind)).hasMessage("partition 0 is receiver-2's");
        kafka.letGo();
        assertThat(onItsWay.await().sequence()).isEqualTo(1);
        await().until(kafka::closed);
        assertThat(lane.problem()).isEmpty();
        assertThat(lane.owned()).isFalse();
    }

    @Test
    void goesOnWithWhatOthersHaveCommittedWhenThePartitionComesBack() {
        rig.open();
        take(1).await();
        rig.release("partition 0 is receiver-2's");
        await().until(kafka::closed);
        kafka.committedElsewhere(RUN, new Mark(8, 1));
        rig.open();

        assertThat(rig.position(RUN, 1).await().sequence()).isEqualTo(8);
        assertThat(take(9).await().sequence()).isEqualTo(9);
    }

    @Test
    void opensAnewWhenThePartitionComesBackBeforeItHasClosed() {
        rig.open();
        kafka.hold();
        Future<Position> onItsWay = take(1);
        rig.release("partition 0 is receiver-2's");
        rig.onContext(() -> Future.succeededFuture(lane.open())).await();
        kafka.letGo();

        assertThat(onItsWay.await().sequence()).isEqualTo(1);
        await().until(lane::owned);
        assertThat(kafka.opens()).isEqualTo(2);
        assertThat(take(2).await().sequence()).isEqualTo(2);
    }

    @Test
    void closesALogThatOpensTooLate() {
        kafka.hold();
        rig.onContext(() -> Future.succeededFuture(lane.open())).await();
        rig.release("partition 0 is receiver-2's");
        kafka.letGo();

        await().until(() -> kafka.opens() == 1 && kafka.closed());
        assertThat(faultOf(take(1))).hasMessage("partition 0 is receiver-2's");
    }

    @Test
    void opensAgainAfterAPauseWhenItWasFencedAndThePartitionIsStillOurs() {
        rig.open();
        kafka.fence();
        kafka.hold();
        Future<Position> first = take(1);
        Future<Position> second = take(2);
        rig.settle();
        kafka.letGo();

        Fault fault = faultOf(first);
        assertThat(fault).hasMessage("partition 0 is owned by another receiver now");
        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(faultOf(second)).hasMessage(fault.getMessage());
        assertThat(faultOf(take(1))).hasMessage(fault.getMessage());
        assertThat(rig.fenced).hasValue(1);
        assertThat(rig.published).isEmpty();

        await().until(lane::owned);
        assertThat(take(1).await().sequence()).isEqualTo(1);
    }

    @Test
    void staysClosedWhenItWasFencedAndThePartitionIsNotOurs() {
        rig.open();
        kafka.fence();
        faultOf(take(1));
        rig.release("partition 0 is receiver-2's");

        await().until(kafka::closed);
        await().during(Duration.ofMillis(400)).until(() -> kafka.opens() == 1);
        assertThat(lane.problem()).isEmpty();
    }

    private Future<Position> take(long sequence) {
        return rig.take(Frames.of(RUN, 0, sequence, 1));
    }
}
