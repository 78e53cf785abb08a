package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.launcher.embedded.sns.Subscriber.Post;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was accepted arrives in order, however often it is refused. */
class DeliveryTest {
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
    void triesAgainUntilItIsTaken() throws Exception {
        stage.subscription(topic);
        stage.subscriber.answerFirst(500, 503, 500);

        stage.publish(topic, "stubborn");

        assertThat(List.of(status(), status(), status(), status())).containsExactly(500, 503, 500, 200);
        assertThat(stage.service.retried()).isEqualTo(3);
    }

    @Test
    void invitesAgainUntilTheInvitationIsTaken() throws Exception {
        stage.subscriber.answerFirst(500, 500);
        stage.client.subscribe(
                subscribe -> subscribe.topicArn(topic).protocol("http").endpoint(stage.subscriber.url()));

        assertThat(List.of(status(), status(), status())).containsExactly(500, 500, 200);
    }

    @Test
    void keepsTheOrder() throws Exception {
        stage.subscription(topic);
        stage.subscriber.answerFirst(200, 500, 200, 500);

        List<String> sent = IntStream.range(0, 100).mapToObj(i -> "m" + i).toList();
        sent.forEach(message -> stage.publish(topic, message));

        for (String message : sent) {
            assertThat(taken().text("Message")).isEqualTo(message);
        }
    }

    private int status() throws InterruptedException {
        return stage.subscriber.next().answered();
    }

    /** The next notification that was answered with success. */
    private Post taken() throws InterruptedException {
        Post post = stage.subscriber.next();
        while (post.answered() != 200) {
            post = stage.subscriber.next();
        }
        return post;
    }
}
