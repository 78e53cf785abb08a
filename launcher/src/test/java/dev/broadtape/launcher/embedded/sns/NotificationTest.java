package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.launcher.embedded.sns.Subscriber.Post;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** What a subscriber is sent, and what the attributes of its subscription change. */
class NotificationTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void sendsWhatSnsSends() throws Exception {
        String arn = stage.subscription();
        String id = stage.client
                .publish(publish -> publish.topicArn(stage.topic)
                        .message("body")
                        .messageAttributes(Map.of("EventType", string("x"), "Blob", binary("ab"))))
                .messageId();

        Post post = stage.subscriber.next();

        assertHeaders(post, id, arn);
        assertThat(post.json().at("/MessageAttributes/EventType/Value").asText())
                .isEqualTo("x");
        assertThat(post.json().at("/MessageAttributes/Blob/Value").asText()).isEqualTo("YWI=");
        assertThat(post.text("Timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    private void assertHeaders(Post post, String id, String subscriptionArn) {
        assertThat(post.headers())
                .containsEntry("x-amz-sns-message-type", "Notification")
                .containsEntry("x-amz-sns-message-id", id)
                .containsEntry("x-amz-sns-topic-arn", stage.topic)
                .containsEntry("x-amz-sns-subscription-arn", subscriptionArn)
                .containsEntry("content-type", "text/plain; charset=UTF-8");
    }

    @Test
    void filtersByPolicy() throws Exception {
        set(stage.subscription(), "FilterPolicy", "{\"EventType\":[{\"prefix\":\"streaming_\"}]}");

        publish("tick_generated");
        publish("streaming_ready");

        assertThat(stage.subscriber.next("Notification").text("Message")).isEqualTo("streaming_ready");
        assertThat(stage.service.queued()).isLessThanOrEqualTo(1);
    }

    @Test
    void deliversTheBareMessageWhenAsked() throws Exception {
        set(stage.subscription(), "RawMessageDelivery", "true");

        stage.publish("bare");

        Post post = stage.subscriber.next("Notification");
        assertThat(post.body()).isEqualTo("bare");
        assertThat(post.headers()).containsEntry("x-amz-sns-rawdelivery", "true");
    }

    private void set(String arn, String name, String value) {
        stage.client.setSubscriptionAttributes(
                set -> set.subscriptionArn(arn).attributeName(name).attributeValue(value));
        assertThat(stage.attributes(arn)).containsEntry(name, value);
    }

    private void publish(String eventType) {
        stage.client.publish(publish -> publish.topicArn(stage.topic)
                .message(eventType)
                .messageAttributes(Map.of("EventType", string(eventType))));
    }

    private static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static MessageAttributeValue binary(String value) {
        return MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromUtf8String(value))
                .build();
    }
}
