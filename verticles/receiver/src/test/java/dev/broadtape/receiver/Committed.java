package dev.broadtape.receiver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a read_committed consumer sees. */
public final class Committed {
    private Committed() {}

    /**
     * All records of a partition, oldest first.
     *
     * <p>It waits for what is committed by now: a commit returns before its markers stand in the partitions.
     */
    public static List<ConsumerRecord<byte[], byte[]>> of(String bootstrapServers, String topic, int partition) {
        var source = new TopicPartition(topic, partition);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        long end = end(bootstrapServers, source);
        try (var consumer = consumer(bootstrapServers, "read_committed")) {
            consumer.assign(List.of(source));
            consumer.seekToBeginning(List.of(source));
            while (consumer.position(source) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private static long end(String bootstrapServers, TopicPartition source) {
        try (var consumer = consumer(bootstrapServers, "read_uncommitted")) {
            return Objects.requireNonNull(consumer.endOffsets(List.of(source)).get(source));
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
