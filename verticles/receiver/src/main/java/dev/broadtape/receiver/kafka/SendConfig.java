package dev.broadtape.receiver.kafka;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;

/**
 * The {@code receiver.kafka.send} section: what operators may send over HTTP.
 *
 * @param topics to which; they are made if there are none
 * @param failedTopic where a message goes that Kafka refuses, with the reason
 */
public record SendConfig(
        @NotNull List<@Pattern(regexp = StreamConfig.TOPIC) String> topics,
        @NotNull @Pattern(regexp = StreamConfig.TOPIC) String failedTopic) {
    public static final SendConfig NONE = new SendConfig(List.of(), "failed-messages");

    public SendConfig {
        topics = List.copyOf(topics);
    }
}
