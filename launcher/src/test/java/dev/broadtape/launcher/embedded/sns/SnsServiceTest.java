package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.launcher.embedded.PortTakenException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Topic;

/** AWS's own client against the endpoint. */
class SnsServiceTest {
    private static final String ABSENT = "arn:aws:sns:us-east-1:000000000000:absent";

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void makesATopicOnce() {
        String arn = stage.topic("events");

        assertThat(arn).isEqualTo("arn:aws:sns:us-east-1:000000000000:events");
        assertThat(stage.topic("events")).isEqualTo(arn);
        assertThat(stage.client.listTopics().topics())
                .extracting(Topic::topicArn)
                .containsExactly(arn);
    }

    @Test
    void keepsTopicAttributes() {
        String arn = stage.client
                .createTopic(create -> create.name("described").attributes(Map.of("DisplayName", "A & <B>")))
                .topicArn();

        assertThat(attributes(arn)).containsEntry("DisplayName", "A & <B>").containsEntry("SignatureVersion", "2");
        assertThatThrownBy(() -> stage.client.setTopicAttributes(set ->
                        set.topicArn(arn).attributeName("SignatureVersion").attributeValue("3")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void deletesATopicWithItsSubscriptions() throws Exception {
        stage.subscription();

        stage.client.deleteTopic(delete -> delete.topicArn(stage.topic));

        assertThat(stage.client.listTopics().topics()).isEmpty();
        assertThat(stage.client.listSubscriptions().subscriptions()).isEmpty();
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertThatThrownBy(
                        () -> stage.client.publish(lost -> lost.topicArn(ABSENT).message("lost")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> attributes(ABSENT)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> stage.client.unsubscribe(end -> end.subscriptionArn(ABSENT + ":1")))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> stage.client.listPhoneNumbersOptedOut())
                .isInstanceOfSatisfying(
                        SnsException.class,
                        refusal -> assertThat(refusal.awsErrorDetails().errorCode())
                                .isEqualTo("InvalidAction"));
    }

    @Test
    void namesThePortThatIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var second = new SnsService(
                    stage.vertx, stage.folder.resolve("second"), "127.0.0.1", taken.getLocalPort(), Clock.systemUTC());

            assertThatThrownBy(second::start)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("sns")
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
            second.close();
            second.close();
        }
    }

    private Map<String, String> attributes(String topicArn) {
        return stage.client.getTopicAttributes(get -> get.topicArn(topicArn)).attributes();
    }
}
