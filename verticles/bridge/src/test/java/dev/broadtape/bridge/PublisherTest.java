package dev.broadtape.bridge;

import static dev.broadtape.bridge.Fixtures.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventBatch;
import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private final Vertx vertx = Vertx.vertx();
    private final Node node = Fixtures.node();
    private final Place sns = new Place("sns");
    private final Place kafka = new Place("kafka");
    private final Leg toSns = leg(sns);
    private final Leg toKafka = leg(kafka);
    private final Publisher publisher = new Publisher(toSns, toKafka);
    private final DomainEvent first = Fixtures.about("AAPL");
    private final DomainEvent second = Fixtures.about("MSFT");

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void theReceiptNamesWhatBothTook() {
        assertThat(publish(first, second)).containsExactly(first.eventId(), second.eventId());
        assertThat(toSns.sent()).isEqualTo(2);
        assertThat(toKafka.sent()).isEqualTo(2);
    }

    @Test
    void whatOneRefusesIsNotDelivered() {
        sns.answer = letters -> refuse(first, Fault.unavailable("full"));
        kafka.answer = letters -> Future.succeededFuture(Map.of());

        assertThat(publish(first, second)).containsExactly(second.eventId());
    }

    @Test
    void whatOneHasTakenIsNotSentThereAgain() {
        kafka.answer = letters -> refuse(first, Fault.unavailable("away"));
        assertThat(publish(first, second)).containsExactly(second.eventId());
        kafka.answer = letters -> Future.succeededFuture(Map.of());

        assertThat(publish(first, second)).containsExactly(first.eventId(), second.eventId());

        assertThat(sns.sent).containsExactly(first.eventId(), second.eventId());
        assertThat(kafka.sent).containsExactly(first.eventId(), second.eventId(), first.eventId());
    }

    @Test
    void anEventThatIsTwiceInABatchIsSentOnce() {
        assertThat(publish(first, first)).containsExactly(first.eventId());
        assertThat(sns.sent).containsExactly(first.eventId());
    }

    @Test
    void isUnavailableWhereOneIsAway() {
        kafka.answer = letters -> Future.failedFuture(new IllegalStateException("no broker"));

        Fault fault = catchThrowableOfType(Fault.class, () -> publish(first));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(fault).hasMessageContaining("no broker");
        assertThat(node.metrics().scrape())
                .contains("broadtape_bridge_refused_total{destination=\"kafka\",kind=\"UNAVAILABLE\"} 1.0");
    }

    @Test
    void saysSoWhereItNeverWillBeTaken() {
        sns.answer = letters -> refuse(first, Fault.of(Fault.Kind.TOO_LARGE, "too long"));

        assertThat(catchThrowableOfType(Fault.class, () -> publish(first)).kind())
                .isEqualTo(Fault.Kind.TOO_LARGE);
    }

    @Test
    void doesNotWaitForOneThatDoesNotAnswer() {
        sns.answer = letters -> Promise.<Map<UUID, Fault>>promise().future();

        assertThat(catchThrowableOfType(Fault.class, () -> publish(first)).kind())
                .isEqualTo(Fault.Kind.UNAVAILABLE);
    }

    @Test
    void nothingIsDeliveredOfNothing() {
        assertThat(publish()).isEmpty();
    }

    private List<UUID> publish(DomainEvent... events) {
        return await(publisher.publish(EventBatch.of(List.of(events)))).delivered();
    }

    private Leg leg(Place place) {
        return new Leg(place, node.metrics(), Duration.ofMillis(300));
    }

    private static Future<Map<UUID, Fault>> refuse(DomainEvent event, Fault why) {
        return Future.succeededFuture(Map.of(event.eventId(), why));
    }

    /** Takes everything until it is told otherwise. */
    private static final class Place implements Destination {
        private final String name;
        private final List<UUID> sent = new ArrayList<>();
        private Function<List<Letter>, Future<Map<UUID, Fault>>> answer = letters -> Future.succeededFuture(Map.of());

        Place(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Future<Map<UUID, Fault>> send(List<Letter> letters) {
            letters.forEach(letter -> sent.add(letter.id()));
            return answer.apply(letters);
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
