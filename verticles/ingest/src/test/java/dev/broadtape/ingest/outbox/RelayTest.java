package dev.broadtape.ingest.outbox;

import static dev.broadtape.ingest.Waiting.await;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData.CompanyInfoUpdated;
import dev.broadtape.ingest.FakeBridge;
import dev.broadtape.ingest.Rig;
import dev.broadtape.ingest.store.Collections;
import dev.broadtape.ingest.store.Patience;
import dev.broadtape.ingest.store.Turn;
import dev.broadtape.kit.Events;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Outbox and relay between a real store and a bridge that may refuse. */
class RelayTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private final Events events = new Events(rig.node, "test");
    private final EventStore store = new EventStore(rig.mongoClient(), Duration.ofDays(1));
    private final Outbox outbox = new Outbox(store, rig.node, 2_000);
    private final FakeBridge bridge = new FakeBridge(rig.vertx);

    @BeforeEach
    void prepare() {
        await(Collections.prepare(rig.mongoClient()));
    }

    @Test
    void losesAndDoublesNothingWhileTheBridgeRefuses() {
        bridge.refusing = true;
        start();
        List<DomainEvent> told = record(25);
        eventually(() -> !bridge.batches.isEmpty());

        bridge.refusing = false;
        eventually(() -> outbox.unsent() == 0);

        assertThat(bridge.delivered).containsExactlyElementsOf(told);
        assertThat(bridge.batches).allSatisfy(size -> assertThat(size).isBetween(1, 10));
        assertThat(bridge.overlapped).isFalse();
        assertThat(await(store.countUnsent())).isZero();
    }

    @Test
    void sendsAgainOnlyWhatTheReceiptDoesNotName() {
        bridge.most = 3;
        start();
        List<DomainEvent> told = record(11);

        eventually(() -> outbox.unsent() == 0);

        assertThat(bridge.delivered).containsExactlyElementsOf(told);
    }

    @Test
    void tellsAnEventWithTheSameIdOnce() {
        start();
        DomainEvent event = record(1).get(0);
        eventually(() -> outbox.unsent() == 0);

        record(event);
        List<DomainEvent> next = record(1);
        eventually(() -> bridge.delivered.contains(next.get(0)));

        assertThat(bridge.delivered).containsExactly(event, next.get(0));
    }

    @Test
    void sendsWhatAProcessBeforeItLeftUnsent() {
        List<DomainEvent> told = events(1_015);
        rig.run(() -> Future.join(told.stream().map(outbox::record).toList()));
        assertThat(bridge.delivered).isEmpty();

        start();
        eventually(() -> outbox.unsent() == 0);

        assertThat(bridge.delivered).containsExactlyElementsOf(told);
    }

    @Test
    void losesNothingThatIsToldOnceASecondInAnHourWithoutSns() {
        bridge.refusing = true;
        start();
        List<DomainEvent> told = events(3_600);
        rig.run(() -> recordInTurn(told));
        eventually(() -> !bridge.batches.isEmpty());
        assertThat(outbox.unsent()).isEqualTo(3_600);

        bridge.refusing = false;
        eventually(() -> outbox.unsent() == 0);

        assertThat(bridge.delivered).containsExactlyElementsOf(told);
    }

    @Test
    void leavesSendingToTheHostWhoseTurnItIs() {
        start();
        Turn second = rig.turn();
        rig.run(second::look);

        assertThat(second.ours()).isFalse();
    }

    @Test
    void marksWhatWasDeliveredWhenTheStoreReturns() {
        start();
        record(1);
        eventually(() -> outbox.unsent() == 0);
        bridge.refusing = true;
        List<DomainEvent> told = record(1);
        eventually(() -> bridge.batches.size() >= 2);
        rig.mongo.cut();
        bridge.refusing = false;
        eventually(() -> bridge.delivered.contains(told.get(0)));

        rig.mongo.mend();
        eventually(() -> outbox.unsent() == 0);

        assertThat(bridge.delivered).hasSize(2).doesNotHaveDuplicates();
        assertThat(await(store.countUnsent())).isZero();
    }

    private void start() {
        rig.run(() -> {
            Turn turn = rig.turn();
            new Relay(rig.vertx, outbox, turn, new Patience(rig.vertx)).start();
            turn.start();
            return turn.look().compose(v -> outbox.load());
        });
    }

    private Future<?> recordInTurn(List<DomainEvent> told) {
        Future<?> done = Future.succeededFuture();
        for (DomainEvent event : told) {
            done = done.compose(v -> outbox.record(event));
        }
        return done;
    }

    private void record(DomainEvent event) {
        rig.run(() -> outbox.record(event));
    }

    private List<DomainEvent> record(int count) {
        List<DomainEvent> told = events(count);
        told.forEach(this::record);
        return told;
    }

    private List<DomainEvent> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> events.of(new CompanyInfoUpdated("S" + i, "name", "test")))
                .toList();
    }
}
