package dev.broadtape.ingest.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.EventData;
import dev.broadtape.contract.EventData.ErrorOccurred;
import dev.broadtape.contract.EventData.SystemStatusUpdate;
import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.Rig;
import dev.broadtape.kit.Events;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much the outbox takes. */
class OutboxTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private final Events events = new Events(rig.node, "test");
    private final Outbox small = new Outbox(new EventStore(rig.mongoClient(), Duration.ofDays(1)), rig.node, 2);

    @Test
    void refusesTheUnimportantWhenItIsFullAndEverythingAtTwiceThat() {
        rig.run(() -> small.load());
        rig.run(() -> small.record(events.of(status())));
        rig.run(() -> small.record(events.of(status())));

        assertThatThrownBy(() -> rig.run(() -> small.record(events.of(status()))))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind().retryable()).isFalse());
        rig.run(() -> small.record(events.of(error("first"))));
        rig.run(() -> small.record(events.of(error("second"))));
        assertThatThrownBy(() -> rig.run(() -> small.record(events.of(error("third")))))
                .isInstanceOfSatisfying(
                        Fault.class,
                        fault -> assertThat(fault.kind().retryable()).isTrue());
        assertThat(rig.node.metrics().scrape()).contains("broadtape_ingest_events_refused_total 2.0");
    }

    @Test
    void refusesAnEventThatSnsWouldNeverTake() {
        assertThatThrownBy(() -> rig.run(() -> small.record(events.of(error("x".repeat(Outbox.MAX_EVENT_BYTES))))))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.TOO_LARGE));
    }

    private static EventData status() {
        return new SystemStatusUpdate("test", "node", Map.of());
    }

    private static EventData error(String message) {
        return new ErrorOccurred("test", message, Optional.empty());
    }
}
