package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;

/** The life of a subscription. */
class SubscriptionTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void deliversNothingBeforeItIsConfirmed() throws Exception {
        assertThat(stage.subscribe("http", stage.subscriber.url()).subscriptionArn())
                .isEqualTo("pending confirmation");
        assertThat(shownArn()).isEqualTo("PendingConfirmation");
        stage.publish("too early");

        stage.subscriber.confirm();
        stage.publish("in time");

        assertThat(stage.subscriber.next("Notification").text("Message")).isEqualTo("in time");
        assertThat(shownArn()).startsWith(stage.topic + ":");
    }

    @Test
    void isConfirmedByTokenToo() throws Exception {
        stage.subscribe("http", stage.subscriber.url());
        String token = stage.subscriber.next("SubscriptionConfirmation").text("Token");

        assertThatThrownBy(() -> stage.client.confirmSubscription(
                        confirm -> confirm.topicArn(stage.topic).token("guess")))
                .isInstanceOf(InvalidParameterException.class);
        String arn = stage.client
                .confirmSubscription(confirm -> confirm.topicArn(stage.topic).token(token))
                .subscriptionArn();

        assertThat(stage.attributes(arn)).containsEntry("PendingConfirmation", "false");
        assertThat(stage.subscribe("http", stage.subscriber.url()).subscriptionArn())
                .isEqualTo(arn);
    }

    @Test
    void endsByLinkAndByCall() throws Exception {
        stage.subscription();
        stage.publish("last");
        String link = stage.subscriber.next("Notification").text("UnsubscribeURL");

        assertThat(Subscriber.visit(link)).isEqualTo(200);
        assertThat(stage.client.listSubscriptions().subscriptions()).isEmpty();

        String again = stage.subscription();
        stage.client.unsubscribe(end -> end.subscriptionArn(again));
        assertThat(stage.client.listSubscriptions().subscriptions()).isEmpty();
    }

    @Test
    void refusesWhatItCannotReach() {
        assertThatThrownBy(() -> stage.subscribe("http", "https://host/x"))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> stage.subscribe("sms", "+100")).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> stage.subscribe("http", "nonsense")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void obeysNoCallThatAWebPageCouldMake() throws Exception {
        String unsigned = stage.service.address() + "/?Action=DeleteTopic&TopicArn=" + stage.topic;

        assertThat(Subscriber.visit(unsigned)).isEqualTo(403);
        assertThat(stage.client.listTopics().topics()).hasSize(1);
    }

    private String shownArn() {
        return stage.client
                .listSubscriptionsByTopic(list -> list.topicArn(stage.topic))
                .subscriptions()
                .get(0)
                .subscriptionArn();
    }
}
