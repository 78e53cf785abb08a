package dev.broadtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.EventType;
import dev.broadtape.kit.config.SnsConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The bridge and moto, which signs what it posts as AWS does and has a certificate for it. It confirms subscriptions by
 * itself.
 */
class MotoTest {
    @TempDir
    private static Path folder;

    private static Peer moto;
    private static int kafkaPort;
    private static KafkaBroker kafka;

    private final Bridge bridge = new Bridge();
    private final Doorstep doorstep = new Doorstep(bridge.vertx);

    @BeforeAll
    static void startMoto() throws Exception {
        moto = Peer.start("moto", folder);
        kafkaPort = Fixtures.freePort();
        kafka = KafkaBroker.start(folder.resolve("kafka"), kafkaPort);
    }

    @AfterAll
    static void stopMoto() {
        if (moto != null) {
            kafka.close();
            moto.close();
        }
    }

    @AfterEach
    void close() {
        bridge.close();
        moto.forgetTopics();
    }

    @Test
    void makesTheTopicSubscribesAndTellsWhatComesBack() {
        start(BridgeConfig.Only.EVERYTHING);
        DomainEvent[] events =
                IntStream.range(0, 10).mapToObj(i -> Fixtures.about("S" + i)).toArray(DomainEvent[]::new);

        assertThat(bridge.publish(events)).hasSize(10);

        await().atMost(Fixtures.PATIENCE).until(() -> bridge.told.size() == 10);
        assertThat(bridge.told).containsExactlyInAnyOrder(events);
        assertThat(doorstep.outcomes).hasSize(10).containsOnly("told");
        assertThat(moto.client.listTopics().topics())
                .singleElement()
                .satisfies(topic -> assertThat(topic.topicArn()).endsWith(":stock-data-events"));
        assertThat(moto.client.listSubscriptions().subscriptions())
                .singleElement()
                .satisfies(subscription -> assertThat(subscription.endpoint()).isEqualTo(doorstep.url()));
    }

    @Test
    void refusesWhatMotoSignedAndSomebodyChanged() {
        start(BridgeConfig.Only.EVERYTHING);
        bridge.publish(Fixtures.about("AAPL"));
        await().atMost(Fixtures.PATIENCE).until(() -> bridge.told.size() == 1);

        String changed = doorstep.bodies.get(0).replace("AAPL", "MSFT");

        assertThat(bridge.refusal(changed)).hasMessageContaining("not signed by SNS");
    }

    @Test
    void hasOnlyWhatItWantsPostedBack() {
        start(new BridgeConfig.Only(List.of(EventType.STREAMING_READY), List.of(), List.of()));
        DomainEvent ready = Fixtures.event(new EventData.StreamingReady(5, 5));

        bridge.publish(Fixtures.about("AAPL"), ready);

        await().atMost(Fixtures.PATIENCE).until(() -> bridge.told.contains(ready));
        assertThat(doorstep.bodies).hasSize(1);
    }

    @Test
    void givesTheSubscriptionOfAnEarlierRunTheFilterOfThisOne() {
        start(BridgeConfig.Only.EVERYTHING);
        bridge.stop();
        start(new BridgeConfig.Only(List.of(), List.of(), List.of("MSFT")));
        DomainEvent wanted = Fixtures.about("MSFT");

        bridge.publish(Fixtures.about("AAPL"), wanted);

        await().atMost(Fixtures.PATIENCE).until(() -> bridge.told.contains(wanted));
        assertThat(doorstep.bodies).hasSize(1);
        assertThat(moto.client.listSubscriptions().subscriptions()).hasSize(1);
    }

    private void start(BridgeConfig.Only only) {
        bridge.start(
                Fixtures.config(Optional.empty(), Optional.of(moto.url), doorstep.url(), only),
                new SnsConfig(false, 1),
                kafkaPort);
        bridge.awaitCheck("sns", true);
        bridge.awaitCheck("kafka", true);
    }
}
