package dev.broadtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.config.SnsConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

        start(with(Optional.of(SnsStandIn.ARN), Optional.empty()));

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
    void saysThatThereAreNoCredentials(@TempDir Path folder) throws Exception {
        assumeTrue(Stream.of(
                        "AWS_ACCESS_KEY_ID",
                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI")
                .noneMatch(System.getenv()::containsKey));
        System.setProperty("aws.disableEc2Metadata", "true");
        System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
        System.setProperty("aws.configFile", folder.resolve("none").toString());

        bridge.start(
                with(Optional.empty(), Optional.of("http://127.0.0.1:" + sns.port)),
                new SnsConfig(false, 1),
                Fixtures.freePort());

        bridge.awaitTrouble("sns", "no AWS credentials");
        assertThat(sns.calls).isEmpty();
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

    private static BridgeConfig with(Optional<String> topicArn, Optional<String> endpoint) {
        BridgeConfig.Sns sns = Fixtures.config().sns();
        return new BridgeConfig(
                new BridgeConfig.Sns(sns.topic(), topicArn, endpoint, sns.region(), sns.deliverTo()),
                Fixtures.config().kafka());
    }
}
