package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.launcher.embedded.sns.Subscriber.Post;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ThrottledException;
import software.amazon.awssdk.services.sns.model.Topic;

/** What was accepted outlives its process. */
class RestartTest {
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
    void keepsEverythingOverARestart() throws Exception {
        String subscription = stage.subscription(topic);
        stage.subscriber.answer(503);
        List.of("one", "two", "three").forEach(message -> stage.publish(topic, message));

        stage.stop();
        stage.subscriber.answer(200);
        stage.restart();

        assertThat(stage.client.listTopics().topics())
                .extracting(Topic::topicArn)
                .containsExactly(topic);
        assertThat(subscriptions()).containsExactly(subscription);
        for (String message : List.of("one", "two", "three")) {
            assertThat(taken().text("Message")).isEqualTo(message);
        }
    }

    @Test
    void keepsWhatWasAcceptedWhenItsProcessIsKilled() throws Exception {
        stage.stop();
        stage.subscriber.answer(503);
        List<String> ids = Victim.killedAfter(folder, address -> published(address, 50));

        stage.subscriber.answer(200);
        stage.restart();

        for (String id : ids) {
            assertThat(taken().text("MessageId")).isEqualTo(id);
        }
    }

    @Test
    void refusesToPublishIntoAFullQueue() throws Exception {
        String subscription = stage.subscription(topic);
        stage.subscriber.answer(503);
        stage.stop();
        fill(subscription);
        stage.restart();

        assertThat(stage.service.queued()).isEqualTo(Mailbox.CAPACITY);
        assertThatThrownBy(() -> stage.publish(topic, "one too many")).isInstanceOf(ThrottledException.class);
        assertThat(stage.service.refused()).isEqualTo(1);
        assertThat(stage.service.queued()).isEqualTo(Mailbox.CAPACITY);
    }

    private List<String> published(String address, int count) throws Exception {
        try (SnsClient client = Stage.clientOf(address, Region.US_EAST_1)) {
            client.subscribe(
                    subscribe -> subscribe.topicArn(topic).protocol("http").endpoint(stage.subscriber.url()));
            stage.subscriber.confirm();
            return IntStream.range(0, count)
                    .mapToObj(i ->
                            client.publish(publish -> publish.topicArn(topic).message("m" + i)))
                    .map(answer -> answer.messageId())
                    .toList();
        }
    }

    private void fill(String subscriptionArn) {
        try (MVStore store = MVStore.open(folder.resolve("sns.mv").toString())) {
            var state = new State(store, new Counts());
            Subscription subscription = state.subscriptions().get(subscriptionArn);
            String message = Json.write(new Message("id", topic, "", "m", System.currentTimeMillis(), Map.of()));
            IntStream.range(0, Mailbox.CAPACITY).forEach(i -> state.mailbox().add(subscription, message));
            store.commit();
        }
    }

    /** The next notification that was answered with success. */
    private Post taken() throws InterruptedException {
        Post post = stage.subscriber.next();
        while (post.answered() != 200) {
            post = stage.subscriber.next();
        }
        return post;
    }

    private List<String> subscriptions() {
        return stage.client.listSubscriptions().subscriptions().stream()
                .map(kept -> kept.subscriptionArn())
                .toList();
    }
}
