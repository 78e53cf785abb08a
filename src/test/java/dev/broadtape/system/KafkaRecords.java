package dev.broadtape.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a {@code read_committed} consumer of a topic sees. */
final class KafkaRecords {
    private KafkaRecords() {}

    /** Everything that is committed now, partition by partition in order. */
    static List<ConsumerRecord<String, String>> committed(int port, String topic) {
        var records = new ArrayList<ConsumerRecord<String, String>>();
        each("127.0.0.1:" + port, topic, new StringDeserializer(), records::add);
        return records;
    }

    /** The same, one by one. */
    static <T> void each(
            String brokers, String topic, Deserializer<T> deserializer, Consumer<ConsumerRecord<T, T>> seen) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed", "client.id", "test");
        try (var consumer = new KafkaConsumer<>(config, deserializer, deserializer)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(seen);
            }
        }
    }
}
