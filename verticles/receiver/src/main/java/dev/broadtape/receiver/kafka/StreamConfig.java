package dev.broadtape.receiver.kafka;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * The {@code receiver.kafka} section.
 *
 * @param topic where the ticks go
 * @param positionsTopic how far each run and partition is durable, compacted
 * @param eventsTopic the domain events, which may be read here as well
 * @param retention how long Kafka keeps a tick; applied when the topic is created
 * @param retentionBytes how much of a partition Kafka keeps at most; applied when the topic is created
 */
public record StreamConfig(
        @Pattern(regexp = TOPIC) String topic,
        @NotNull ValueFormat valueFormat,
        @Pattern(regexp = TOPIC) String positionsTopic,
        @Pattern(regexp = TOPIC) String eventsTopic,
        @NotNull @DurationMin(minutes = 1) Duration retention,
        @Min(1024 * 1024) long retentionBytes) {
    private static final String TOPIC = "[a-zA-Z0-9._-]{1,249}";

    /** The topics whose messages may be read over HTTP. */
    public List<String> readable() {
        return List.of(topic, positionsTopic, eventsTopic);
    }

    /** Whoever initialises it last owns the partition. */
    String transactionalId(int partition) {
        return "broadtape-%s-%d".formatted(topic, partition);
    }
}
