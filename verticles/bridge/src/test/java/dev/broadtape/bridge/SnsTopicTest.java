package dev.broadtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.config.SnsConfig;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the bridge sets its topic up. */
class SnsTopicTest {
    private final Bridge bridge = new Bridge();
    private final SigningKey key = SigningKey.sns();
    private SnsStandIn sns;

    @BeforeEach
    void stand() throws Exception {
        sns = new SnsStandIn(bridge.vertx, key);
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void makesTheTopicSubscribesOnceAndIsReadyWhenConfirmed() throws Exception {
        start(Fixtures.config());
        bridge.awaitTrouble("sns", Fixtures.DELIVER_TO);

        bridge.deliver(SignedPost.confirmation("t").signedBy(key));
        bridge.awaitCheck("sns", true);

        assertThat(sns.calls("CreateTopic"))
                .singleElement()
                .satisfies(call -> assertThat(call).containsEntry("Name", "stock-data-events"));
        assertThat(sns.calls("Subscribe"))
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .containsAllEntriesOf(Map.of(
                                "TopicArn", SnsStandIn.ARN, "Protocol", "http", "Endpoint", Fixtures.DELIVER_TO)));
    }

    @Test
    void doesNotSubscribeWhereItIsSubscribed() throws Exception {
        sns.subscription = SnsStandIn.ARN + ":1";

        start(Fixtures.config());

        bridge.awaitCheck("sns", true);
        assertThat(sns.calls("Subscribe")).isEmpty();
    }

    @Test
    void usesATopicThatIsGiven() throws Exception {
        sns.subscription = SnsStandIn.ARN + ":1";

        start(given(SnsStandIn.ARN));

        bridge.awaitCheck("sns", true);
        assertThat(sns.calls("CreateTopic")).isEmpty();
    }

    @Test
    void saysThatCredentialsAreRefusedAndGoesOnWhenTheyAreNot() throws Exception {
        sns.refusal = Optional.of("InvalidClientTokenId");
        sns.subscription = SnsStandIn.ARN + ":1";

        start(Fixtures.config());

        bridge.awaitTrouble("sns", "credentials are refused");
        Fault fault = catchThrowableOfType(Fault.class, () -> bridge.publish(Fixtures.about("AAPL")));
        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(fault).hasMessageContaining("credentials are refused");
        sns.refusal = Optional.empty();
        bridge.awaitCheck("sns", true);
    }

    @Test
    void doesNotBelieveADeliveryBeforeItKnowsItsTopic() throws Exception {
        sns.close();
        start(Fixtures.config());

        Fault fault = catchThrowableOfType(
                Fault.class,
                () -> bridge.deliver(
                        SignedPost.notification(Fixtures.about("AAPL")).signedBy(key)));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        sns.restart();
        bridge.awaitTrouble("sns", Fixtures.DELIVER_TO);
    }

    private void start(BridgeConfig config) throws Exception {
        bridge.start(config, new SnsConfig(true, sns.port), Fixtures.freePort());
    }

    private static BridgeConfig given(String topicArn) {
        return Fixtures.config(Optional.of(topicArn), Optional.empty());
    }
}
