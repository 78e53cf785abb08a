package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was accepted arrives in order, however often it is refused. */
class DeliveryTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void triesAgainUntilItIsTaken() throws Exception {
        stage.subscription();
        stage.subscriber.answerFirst(500, 503, 500);

        stage.publish("stubborn");

        assertThat(List.of(status(), status(), status(), status())).containsExactly(500, 503, 500, 200);
        assertThat(stage.service.retried()).isEqualTo(3);
    }

    @Test
    void invitesAgainUntilTheInvitationIsTaken() throws Exception {
        stage.subscriber.answerFirst(500, 500);
        stage.subscribe("http", stage.subscriber.url());

        assertThat(List.of(status(), status(), status())).containsExactly(500, 500, 200);
    }

    @Test
    void keepsTheOrder() throws Exception {
        stage.subscription();
        stage.subscriber.answerFirst(200, 500, 200, 500);

        List<String> sent = IntStream.range(0, 100).mapToObj(i -> "m" + i).toList();
        sent.forEach(message -> stage.publish(message));

        for (String message : sent) {
            assertThat(stage.subscriber.taken().text("Message")).isEqualTo(message);
        }
    }

    private int status() throws InterruptedException {
        return stage.subscriber.next().answered();
    }
}
