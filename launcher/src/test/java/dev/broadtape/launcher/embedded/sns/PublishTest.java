package dev.broadtape.launcher.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sns.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;

/** Publications of AWS's own client, alone and in batches. */
class PublishTest {
    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void refusesAMessageThatIsTooLong() {
        assertThat(stage.publish("ü".repeat(128 * 1024))).isNotEmpty();
        assertThatThrownBy(() -> stage.publish("x".repeat(256 * 1024 + 1)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Message too long");
    }

    @Test
    void acceptsABatchInPart() throws Exception {
        stage.subscription();

        PublishBatchResponse answer = batch(List.of(entry("a", "first"), entry("b", ""), entry("c", "third")));

        assertThat(answer.successful()).extracting(success -> success.id()).containsExactly("a", "c");
        assertThat(answer.failed()).singleElement().satisfies(failure -> {
            assertThat(failure.id()).isEqualTo("b");
            assertThat(failure.code()).isEqualTo("InvalidParameter");
            assertThat(failure.senderFault()).isTrue();
        });
        assertThat(stage.subscriber.next("Notification").text("Message")).isEqualTo("first");
        assertThat(stage.subscriber.next("Notification").text("Message")).isEqualTo("third");
    }

    @Test
    void refusesABatchThatIsMalformed() {
        List<PublishBatchRequestEntry> eleven =
                IntStream.range(0, 11).mapToObj(i -> entry("id" + i, "m")).toList();

        assertThatThrownBy(() -> batch(List.of())).isInstanceOf(EmptyBatchRequestException.class);
        assertThatThrownBy(() -> batch(eleven)).isInstanceOf(TooManyEntriesInBatchRequestException.class);
        assertThatThrownBy(() -> batch(List.of(entry("a", "m"), entry("a", "m"))))
                .isInstanceOf(BatchEntryIdsNotDistinctException.class);
    }

    private PublishBatchResponse batch(List<PublishBatchRequestEntry> entries) {
        return stage.client.publishBatch(batch -> batch.topicArn(stage.topic).publishBatchRequestEntries(entries));
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }
}
