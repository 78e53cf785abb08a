package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ThrottledException;
import software.amazon.awssdk.services.sns.model.Topic;

/** What was accepted outlives its process. */
class RestartTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void keepsEverythingOverARestart() throws Exception {
        String subscription = stage.subscription();
        stage.subscriber.answer(503);
        List.of("one", "two", "three").forEach(message -> stage.publish(message));

        stage.stop();
        stage.subscriber.answer(200);
        stage.restart();

        assertThat(stage.client.listTopics().topics())
                .extracting(Topic::topicArn)
                .containsExactly(stage.topic);
        assertThat(subscriptions()).containsExactly(subscription);
        for (String message : List.of("one", "two", "three")) {
            assertThat(stage.subscriber.taken().text("Message")).isEqualTo(message);
        }
    }

    @Test
    void keepsWhatWasAcceptedWhenItsProcessIsKilled() throws Exception {
        stage.stop();
        stage.subscriber.answer(503);
        List<String> ids = Victim.killedAfter(stage.folder, address -> published(address, 50));

        stage.subscriber.answer(200);
        stage.restart();

        for (String id : ids) {
            assertThat(stage.subscriber.taken().text("MessageId")).isEqualTo(id);
        }
    }

    @Test
    void refusesToPublishIntoAFullQueue() throws Exception {
        String subscription = stage.subscription();
        stage.subscriber.answer(503);
        stage.stop();
        fill(subscription);
        stage.restart();

        assertThat(stage.service.queued()).isEqualTo(Mailbox.CAPACITY);
        assertThatThrownBy(() -> stage.publish("one too many")).isInstanceOf(ThrottledException.class);
        assertThat(stage.service.refused()).isEqualTo(1);
        assertThat(stage.service.queued()).isEqualTo(Mailbox.CAPACITY);
    }

    private List<String> published(String address, int count) throws Exception {
        try (SnsClient client = Stage.clientOf(address, Region.US_EAST_1)) {
            client.subscribe(subscribe ->
                    subscribe.topicArn(stage.topic).protocol("http").endpoint(stage.subscriber.url()));
            stage.subscriber.confirm();
            return IntStream.range(0, count)
                    .mapToObj(i -> client.publish(
                            publish -> publish.topicArn(stage.topic).message("m" + i)))
                    .map(answer -> answer.messageId())
                    .toList();
        }
    }

    private void fill(String subscriptionArn) {
        try (MVStore store = MVStore.open(stage.folder.resolve("sns.mv").toString())) {
            var state = new State(store, new Counts());
            Subscription subscription = state.subscriptions().get(subscriptionArn);
            String message = Json.write(new Message("id", stage.topic, "", "m", System.currentTimeMillis(), Map.of()));
            IntStream.range(0, Mailbox.CAPACITY).forEach(i -> state.mailbox().add(subscription, message));
            store.commit();
        }
    }

    private List<String> subscriptions() {
        return stage.client.listSubscriptions().subscriptions().stream()
                .map(kept -> kept.subscriptionArn())
                .toList();
    }
}
