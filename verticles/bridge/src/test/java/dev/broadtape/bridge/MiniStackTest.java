package dev.broadtape.bridge;

import static dev.broadtape.bridge.Fixtures.await;
import static dev.broadtape.contract.Contract.EVENTS;
import static dev.broadtape.contract.Contract.SNS_DELIVERY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.EventType;
import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Readiness;
import dev.broadtape.kit.config.SnsConfig;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bridge's parts and MiniStack, which asks each new subscriber to confirm and posts what was published, but signs it
 * all with a fake.
 */
class MiniStackTest {
    @TempDir
    private static Path folder;

    private static Peer ministack;

    private final Vertx vertx = Vertx.vertx();
    private final Doorstep doorstep = new Doorstep(vertx);
    private final Readiness readiness = new Readiness();
    private final List<DomainEvent> told = new CopyOnWriteArrayList<>();
    private SnsAddress address;
    private SnsCalls calls;
    private SnsTopic topic;

    @BeforeAll
    static void startMiniStack() throws Exception {
        ministack = Peer.start("ministack", folder);
    }

    @AfterAll
    static void stopMiniStack() {
        if (ministack != null) {
            ministack.close();
        }
    }

    @BeforeEach
    void listen() {
        var only = new BridgeConfig.Only(
                List.of(EventType.STREAMING_READY, EventType.COMPANY_INFO_UPDATED), List.of(), List.of());
        BridgeConfig.Sns config = Fixtures.config(Optional.empty(), Optional.of(ministack.url), doorstep.url(), only)
                .sns();
        address = SnsAddress.of(config, new SnsConfig(false, 1));
        calls = new SnsCalls(vertx, address);
        topic = new SnsTopic(vertx, config, calls, readiness);
        EVENTS.subscribe(vertx.eventBus(), told::add);
    }

    @AfterEach
    void close() {
        await(calls.close());
        await(vertx.close());
        ministack.forgetTopics();
    }

    @Test
    void confirmsItsSubscriptionAndTellsWhatPassesTheFilter() {
        start(new Believer());
        await().atMost(Fixtures.PATIENCE).until(readiness::ready);
        DomainEvent first = Fixtures.about("AAPL");
        DomainEvent left = Fixtures.event(new EventData.BatchDataCompleted("job", 1, 0, List.of("AAPL")));
        DomainEvent last = Fixtures.event(new EventData.StreamingReady(5, 5));

        assertThat(published(first, left, last)).isEmpty();

        await().atMost(Fixtures.PATIENCE).until(() -> told.containsAll(List.of(first, last)));
        assertThat(told).hasSize(2);
        assertThat(doorstep.outcomes).containsExactlyInAnyOrder("confirmed", "told", "told");
        assertThat(ministack.client.listSubscriptions().subscriptions())
                .singleElement()
                .satisfies(each -> assertThat(each.subscriptionArn()).startsWith("arn:aws:sns:us-east-1:"));
    }

    @Test
    void doesNotConfirmWhatSnsDidNotSign() {
        start(new AwsVerifier(address));

        await().atMost(Fixtures.PATIENCE).until(() -> doorstep.outcomes.contains("403"));
        assertThat(readiness.ready()).isFalse();
        String arn = ministack.client.listSubscriptions().subscriptions().get(0).subscriptionArn();
        assertThat(ministack
                        .client
                        .getSubscriptionAttributes(get -> get.subscriptionArn(arn))
                        .attributes())
                .containsEntry("PendingConfirmation", "true");
    }

    private void start(Verifier verifier) {
        var deliveries = new Deliveries(
                vertx,
                topic,
                new Slow<>(() -> verifier),
                new Refusals(Fixtures.node().metrics()),
                new Arrivals(Clock.systemUTC()));
        await(SNS_DELIVERY.answerWith(vertx.eventBus(), deliveries::take).completion());
        vertx.runOnContext(v -> topic.open());
    }

    private Map<UUID, Fault> published(DomainEvent... events) {
        List<Letter> letters = List.of(events).stream().map(Letter::of).toList();
        return await(new SnsDestination(calls, topic).send(letters));
    }

    /** Takes a fake signature for a real one. */
    private static final class Believer implements Verifier {
        @Override
        public void verify(SnsPost post, String body) {
            assertThat(body).contains("FAKE");
        }

        @Override
        public void close() {}
    }
}
