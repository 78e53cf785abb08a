package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.launcher.embedded.sns.Subscriber.Post;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.messagemanager.sns.SnsMessageManager;
import software.amazon.awssdk.messagemanager.sns.model.SnsNotification;
import software.amazon.awssdk.messagemanager.sns.model.SnsSubscriptionConfirmation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** AWS's own verifier reads what this endpoint sends. */
class VerificationTest {
    @RegisterExtension
    final Stage stage = new Stage();

    private SdkHttpClient detour;
    private SnsMessageManager verifier;

    @BeforeEach
    void open() {
        detour = new CertificateDetour(Apache5HttpClient.create(), URI.create(stage.service.address()));
        verifier = verifierFor(Region.US_EAST_1);
    }

    @AfterEach
    void close() throws Exception {
        verifier.close();
        detour.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void acceptsBothSignatureVersions(String version) throws Exception {
        stage.client.setTopicAttributes(set ->
                set.topicArn(stage.topic).attributeName("SignatureVersion").attributeValue(version));
        stage.subscription();

        stage.client.publish(
                publish -> publish.topicArn(stage.topic).subject("news").message("{\"line\":\"one\\ntwo ü\"}"));
        stage.publish("no subject");

        Post first = stage.subscriber.next("Notification");
        assertThat(first.text("SignatureVersion")).isEqualTo(version);
        assertThat(notification(first).subject()).isEqualTo("news");
        assertThat(notification(first).message()).isEqualTo("{\"line\":\"one\\ntwo ü\"}");
        assertThat(notification(stage.subscriber.next("Notification")).topicArn())
                .isEqualTo(stage.topic);
    }

    @Test
    void acceptsTheInvitation() throws Exception {
        stage.subscribe("http", stage.subscriber.url());

        String body = stage.subscriber.next("SubscriptionConfirmation").body();

        assertThat(verifier.parseMessage(body))
                .isInstanceOfSatisfying(SnsSubscriptionConfirmation.class, invitation -> {
                    assertThat(invitation.topicArn()).isEqualTo(stage.topic);
                    assertThat(invitation.subscribeUrl())
                            .hasPath("/")
                            .hasAuthority(URI.create(stage.service.address()).getAuthority());
                });
    }

    @Test
    void refusesATamperedMessage() throws Exception {
        stage.subscription();
        stage.publish("buy 100");

        String forged = stage.subscriber.next("Notification").body().replace("buy 100", "buy 900");

        assertThatThrownBy(() -> verifier.parseMessage(forged))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1", "eu-south-1", "us-gov-west-1", "cn-north-1"})
    void isVerifiedInTheRegionOfTheClient(String regionId) throws Exception {
        Region region = Region.of(regionId);
        try (SnsClient client = Stage.clientOf(stage.service.address(), region);
                SnsMessageManager regional = verifierFor(region)) {
            String topic = client.createTopic(create -> create.name("regional")).topicArn();
            client.subscribe(
                    subscribe -> subscribe.topicArn(topic).protocol("http").endpoint(stage.subscriber.url()));

            String body = stage.subscriber.next("SubscriptionConfirmation").body();

            assertThat(regional.parseMessage(body).topicArn()).contains(":sns:" + regionId + ":");
        }
    }

    private SnsMessageManager verifierFor(Region region) {
        return SnsMessageManager.builder().region(region).httpClient(detour).build();
    }

    private SnsNotification notification(Post post) {
        return (SnsNotification) verifier.parseMessage(post.body());
    }
}
