package dev.broadtape.receiver.kafka;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.LinkedHashSet;
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
 * @param schemaRegistry needed for Avro values only
 */
public record StreamConfig(
        @Pattern(regexp = TOPIC) String topic,
        @NotNull ValueFormat valueFormat,
        @Pattern(regexp = TOPIC) String positionsTopic,
        @Pattern(regexp = TOPIC) String eventsTopic,
        @NotNull @DurationMin(minutes = 1) Duration retention,
        @Min(1024 * 1024) long retentionBytes,
        @NotNull @Valid SchemaRegistryConfig schemaRegistry,
        @NotNull @Valid SendConfig send) {
    static final String TOPIC = "[a-zA-Z0-9._-]{1,249}";

    /** Without a schema registry, and without topics to send to. */
    public StreamConfig(
            String topic,
            ValueFormat valueFormat,
            String positionsTopic,
            String eventsTopic,
            Duration retention,
            long retentionBytes) {
        this(
                topic,
                valueFormat,
                positionsTopic,
                eventsTopic,
                retention,
                retentionBytes,
                SchemaRegistryConfig.NONE,
                SendConfig.NONE);
    }

    /** A mistake that no single key shows. */
    @AssertTrue(message = "receiver.kafka.schemaRegistry.url is needed for valueFormat: avro")
    public boolean isSchemaRegistryThere() {
        return valueFormat != ValueFormat.AVRO
                || schemaRegistry == null
                || schemaRegistry.url().isPresent();
    }

    /** What is written in transactions is nobody else's to write. */
    @AssertTrue(message = "receiver.kafka.send.topics must not name a topic that this or another verticle writes to")
    public boolean isSendTopicsApart() {
        return send == null
                || List.of(topic, positionsTopic, eventsTopic, send.failedTopic()).stream()
                        .noneMatch(send.topics()::contains);
    }

    /** The topics whose messages may be read over HTTP. */
    public List<String> readable() {
        var readable = new LinkedHashSet<>(List.of(topic, positionsTopic));
        readable.addAll(List.of(eventsTopic, send.failedTopic()));
        readable.addAll(send.topics());
        return List.copyOf(readable);
    }

    /** Whoever initialises it last owns the partition. */
    String transactionalId(int partition) {
        return "broadtape-%s-%d".formatted(topic, partition);
    }
}
