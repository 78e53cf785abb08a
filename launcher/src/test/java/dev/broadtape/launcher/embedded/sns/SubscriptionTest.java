package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;

/** The life of a subscription. */
class SubscriptionTest {
    @TempDir
    Path folder;

    private Stage stage;
    private String topic;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(folder);
        topic = stage.topic("events");
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void deliversNothingBeforeItIsConfirmed() throws Exception {
        assertThat(subscribe("http", stage.subscriber.url()).subscriptionArn()).isEqualTo("pending confirmation");
        assertThat(shownArn()).isEqualTo("PendingConfirmation");
        stage.publish(topic, "too early");

        stage.subscriber.confirm();
        stage.publish(topic, "in time");

        assertThat(stage.subscriber.next("Notification").text("Message")).isEqualTo("in time");
        assertThat(shownArn()).startsWith(topic + ":");
    }

    @Test
    void isConfirmedByTokenToo() throws Exception {
        subscribe("http", stage.subscriber.url());
        String token = stage.subscriber.next("SubscriptionConfirmation").text("Token");

        assertThatThrownBy(() -> stage.client.confirmSubscription(
                        confirm -> confirm.topicArn(topic).token("guess")))
                .isInstanceOf(InvalidParameterException.class);
        String arn = stage.client
                .confirmSubscription(confirm -> confirm.topicArn(topic).token(token))
                .subscriptionArn();

        assertThat(attributes(arn)).containsEntry("PendingConfirmation", "false");
        assertThat(subscribe("http", stage.subscriber.url()).subscriptionArn()).isEqualTo(arn);
    }

    @Test
    void endsByLinkAndByCall() throws Exception {
        stage.subscription(topic);
        stage.publish(topic, "last");
        String link = stage.subscriber.next("Notification").text("UnsubscribeURL");

        assertThat(Subscriber.visit(link)).isEqualTo(200);
        assertThat(stage.client.listSubscriptions().subscriptions()).isEmpty();

        String again = stage.subscription(topic);
        stage.client.unsubscribe(end -> end.subscriptionArn(again));
        assertThat(stage.client.listSubscriptions().subscriptions()).isEmpty();
    }

    @Test
    void refusesWhatItCannotReach() {
        assertThatThrownBy(() -> subscribe("http", "https://host/x")).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> subscribe("sms", "+100")).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> subscribe("http", "nonsense")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void obeysNoCallThatAWebPageCouldMake() throws Exception {
        String unsigned = stage.service.address() + "/?Action=DeleteTopic&TopicArn=" + topic;

        assertThat(Subscriber.visit(unsigned)).isEqualTo(403);
        assertThat(stage.client.listTopics().topics()).hasSize(1);
    }

    private SubscribeResponse subscribe(String protocol, String endpoint) {
        return stage.client.subscribe(
                subscribe -> subscribe.topicArn(topic).protocol(protocol).endpoint(endpoint));
    }

    private Map<String, String> attributes(String arn) {
        return stage.client
                .getSubscriptionAttributes(get -> get.subscriptionArn(arn))
                .attributes();
    }

    private String shownArn() {
        return stage.client
                .listSubscriptionsByTopic(list -> list.topicArn(topic))
                .subscriptions()
                .get(0)
                .subscriptionArn();
    }
}
