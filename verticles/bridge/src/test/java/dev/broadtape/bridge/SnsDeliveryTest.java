package dev.broadtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.SnsDelivery;
import dev.broadtape.kit.config.SnsConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes back from SNS, through the bus. */
class SnsDeliveryTest {
    private static final SigningKey key = SigningKey.sns();
    private static final Bridge bridge = new Bridge();
    private static SnsStandIn sns;

    private final DomainEvent event = Fixtures.about("AAPL");

    @BeforeAll
    static void start() throws Exception {
        sns = new SnsStandIn(bridge.vertx, key);
        sns.subscription = SnsStandIn.ARN + ":1";
        bridge.start(Fixtures.config(), new SnsConfig(true, sns.port), Fixtures.freePort());
        bridge.awaitCheck("sns", true);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @BeforeEach
    void forget() {
        bridge.told.clear();
        sns.calls.clear();
        sns.certificateStatus = 200;
    }

    @Test
    void tellsAnEventOnTheBus() throws Exception {
        assertThat(bridge.deliver(SignedPost.notification(event).version("2").signedBy(key)))
                .isEqualTo("told");

        await().until(() -> !bridge.told.isEmpty());
        assertThat(bridge.told).containsExactly(event);
        assertThat(bridge.figure("eventsReceived")).isPositive();
    }

    @Test
    void tellsAnEventOnceHoweverOftenItComes() throws Exception {
        String body = SignedPost.notification(event).signedBy(key);

        assertThat(bridge.deliver(body)).isEqualTo("told");
        assertThat(bridge.deliver(body)).isEqualTo("duplicate");
        assertThat(bridge.deliver(SignedPost.notification(event).signedBy(key))).isEqualTo("duplicate");

        DomainEvent last = Fixtures.about("MSFT");
        assertThat(bridge.deliver(SignedPost.notification(last).signedBy(key))).isEqualTo("told");
        await().until(() -> bridge.told.contains(last));
        assertThat(bridge.figure("deliveriesRepeated")).isGreaterThanOrEqualTo(2);
        assertThat(bridge.told).containsExactly(event, last);
    }

    @Test
    void refusesAReplayOfWhatSnsHasLongGivenUp() throws Exception {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));

        assertRefused(SignedPost.notification(event).at(yesterday).signedBy(key), Fault.Kind.FORBIDDEN, "replay");
        assertRefused(SignedPost.confirmation("t").at(yesterday).signedBy(key), Fault.Kind.FORBIDDEN, "replay");
        assertThat(sns.calls("ConfirmSubscription")).isEmpty();
    }

    @Test
    void confirmsASubscriptionByItsToken() throws Exception {
        assertThat(bridge.deliver(SignedPost.confirmation("token-7").signedBy(key)))
                .isEqualTo("confirmed");

        assertThat(sns.calls("ConfirmSubscription"))
                .singleElement()
                .satisfies(call ->
                        assertThat(call).containsAllEntriesOf(Map.of("Token", "token-7", "TopicArn", SnsStandIn.ARN)));
    }

    @Test
    void refusesWhatSnsDidNotSign() throws Exception {
        SigningKey otherKey = SigningKey.of("sns.amazonaws.com");

        assertRefused(SignedPost.notification(event).signedBy(otherKey), Fault.Kind.FORBIDDEN, "signature");
        assertRefused(SignedPost.confirmation("t").signedBy(otherKey), Fault.Kind.FORBIDDEN, "signature");
        assertThat(sns.calls("ConfirmSubscription")).isEmpty();
    }

    @Test
    void refusesAForeignTopic() throws Exception {
        var post = SignedPost.notification(event).with("TopicArn", "arn:aws:sns:us-east-1:666666666666:theirs");

        assertRefused(post.signedBy(key), Fault.Kind.FORBIDDEN, "topic");
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertRefused("x".repeat(SnsDelivery.MAX_BYTES + 1), Fault.Kind.TOO_LARGE, "oversize");
    }

    @Test
    void refusesWhatIsNoPostOfSns() {
        assertRefused("<html>", Fault.Kind.MALFORMED, "malformed");
        assertRefused("[]", Fault.Kind.MALFORMED, "malformed");
        assertRefused("{}", Fault.Kind.MALFORMED, "malformed");
        assertThat(bridge.figure("deliveriesRefused")).isGreaterThanOrEqualTo(3);
    }

    @Test
    void refusesWhatIsNoEvent() throws Exception {
        for (String message : new String[] {"hello", "{\"eventType\":\"tea_is_ready\"}", "null", "[]"}) {
            assertRefused(SignedPost.notification(message).signedBy(key), Fault.Kind.INVALID, "envelope");
        }
    }

    @Test
    void refusesToActOnAnUnsubscription() throws Exception {
        var post = SignedPost.confirmation("t").with("Type", "UnsubscribeConfirmation");

        assertRefused(post.signedBy(key), Fault.Kind.INVALID, "type");
    }

    @Test
    void asksToTryAgainWhileTheCertificateCannotBeHad() throws Exception {
        String body = SignedPost.notification(event)
                .with("SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-unknown.pem")
                .signedBy(key);

        sns.certificateStatus = 500;
        assertRefused(body, Fault.Kind.UNAVAILABLE, "unready");

        sns.certificateStatus = 200;
        assertThat(bridge.deliver(body)).isEqualTo("told");
        await().until(() -> bridge.told.contains(event));
    }

    private void assertRefused(String body, Fault.Kind kind, String reason) {
        Fault fault = catchThrowableOfType(Fault.class, () -> bridge.deliver(body));

        assertThat(fault).isNotNull();
        assertThat(fault.kind()).isEqualTo(kind);
        assertThat(bridge.node.metrics().scrape())
                .contains("broadtape_bridge_refusals_total{reason=\"%s\"}".formatted(reason))
                .doesNotContain("broadtape_bridge_refusals_total{reason=\"%s\"} 0.0".formatted(reason));
        assertThat(bridge.told).isEmpty();
    }
}
