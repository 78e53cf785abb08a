package dev.broadtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.broadtape.contract.Fault;
import dev.broadtape.kit.config.SnsConfig;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** As whom the bridge speaks to SNS, and what it says where that does not do. */
class SnsCredentialsTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private final Bridge bridge = new Bridge();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Properties before = new Properties();
    private SnsStandIn sns;

    @BeforeEach
    void stand() throws Exception {
        before.putAll(System.getProperties());
        sns = new SnsStandIn(bridge.vertx, SigningKey.sns());
        sns.subscription = SnsStandIn.ARN + ":1";
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void close() {
        bridge.close();
        root.detachAppender(log);
        System.setProperties(before);
    }

    @Test
    void signsWithWhatTheDefaultChainFinds() throws Exception {
        give("AKIDEXAMPLE", SECRET);

        start(Optional.empty());

        bridge.awaitCheck("sns", true);
        assertThat(sns.calls)
                .extracting(call -> call.get("Authorization"))
                .allMatch(header -> header.startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"));
        assertNowhere(SECRET);
    }

    @Test
    void saysAtStartThatThereAreNone() throws Exception {
        assumeTrue(Stream.of(
                        "AWS_ACCESS_KEY_ID",
                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI")
                .noneMatch(System.getenv()::containsKey));
        System.setProperty("aws.disableEc2Metadata", "true");
        System.setProperty("aws.sharedCredentialsFile", "/nowhere");
        System.setProperty("aws.configFile", "/nowhere");

        start(Optional.empty());

        bridge.awaitTrouble("sns", "no AWS credentials");
        assertThat(lines()).anyMatch(line -> line.contains("no AWS credentials"));
        assertThat(sns.calls).isEmpty();
    }

    @Test
    void saysAtStartThatTheyAreRefusedAndNeverTheSecret() throws Exception {
        give(SECRET, "AKIDEXAMPLE");
        sns.refusal = Optional.of("IncompleteSignature");
        sns.words = "Credential must have exactly 5 slash-delimited elements, found '%s'".formatted(SECRET);

        start(Optional.empty());

        bridge.awaitTrouble("sns", "the AWS credentials are refused");
        assertThat(lines()).anyMatch(line -> line.contains("the AWS credentials are refused"));
        Fault fault = catchThrowableOfType(Fault.class, () -> bridge.publish(Fixtures.about("AAPL")));
        assertThat(fault).hasMessageContaining("IncompleteSignature").hasMessageNotContaining(SECRET);
        assertNowhere(SECRET);
    }

    @Test
    void saysWhatTheyDoNotAllowAndWhatToDo() throws Exception {
        give("AKIDEXAMPLE", SECRET);
        forbid("CreateTopic");

        start(Optional.empty());

        bridge.awaitTrouble("sns", "not authorized to perform: CreateTopic");
        bridge.awaitTrouble("sns", "bridge.sns.topicArn");
    }

    @Test
    void leavesTheSubscriptionOfATopicThatOthersMadeToThem() throws Exception {
        give("AKIDEXAMPLE", SECRET);
        forbid("ListSubscriptionsByTopic|Subscribe");

        start(Optional.of(SnsStandIn.ARN));

        bridge.awaitCheck("sns", true);
        assertThat(lines()).anyMatch(line -> line.contains("left to others"));
    }

    @Test
    void isNotReadyWhileItMayNotPublish() throws Exception {
        give("AKIDEXAMPLE", SECRET);
        forbid("PublishBatch");
        start(Optional.of(SnsStandIn.ARN));
        bridge.awaitCheck("sns", true);

        publish();
        bridge.awaitTrouble("sns", "not authorized to perform: PublishBatch");
        int looks = sns.calls("ListSubscriptionsByTopic").size();
        await().atMost(Fixtures.PATIENCE)
                .until(() -> sns.calls("ListSubscriptionsByTopic").size() > looks);
        bridge.figure("eventsSentSns");
        bridge.awaitTrouble("sns", "not authorized to perform: PublishBatch");

        sns.refusal = Optional.empty();
        publish();
        bridge.awaitCheck("sns", true);
        bridge.awaitFigure("eventsSentSns", 1);
    }

    /** There is no Kafka here, so the whole of it fails. */
    private void publish() {
        assertThat(catchThrowableOfType(Fault.class, () -> bridge.publish(Fixtures.about("AAPL"))))
                .isNotNull();
    }

    private void forbid(String actions) {
        sns.refusal = Optional.of("AuthorizationError");
        sns.refused = actions;
        sns.words = "User: someone is not authorized to perform: " + actions;
    }

    private static void give(String id, String secret) {
        System.setProperty("aws.accessKeyId", id);
        System.setProperty("aws.secretAccessKey", secret);
    }

    private void start(Optional<String> topicArn) throws Exception {
        bridge.start(
                Fixtures.config(topicArn, Optional.of("http://127.0.0.1:" + sns.port)),
                new SnsConfig(false, 1),
                Fixtures.freePort());
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void assertNowhere(String secret) {
        assertThat(lines()).isNotEmpty().noneMatch(line -> line.contains(secret));
        assertThat(bridge.checks())
                .isNotEmpty()
                .noneMatch(check -> check.detail().contains(secret));
    }
}
