package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the last committed messages of a topic. Blocks, three seconds at most once connected; safe on any thread. */
public final class Messages {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Stream stream;
    private final LongSupplier nanos;

    /**
     * The messages of one cluster.
     *
     * @param nanos a clock that only goes forward
     */
    public Messages(Stream stream, LongSupplier nanos) {
        this.stream = stream;
        this.nanos = nanos;
    }

    /**
     * At most {@code limit} messages, newest first.
     *
     * @throws Fault NOT_FOUND when there is no such topic, UNAVAILABLE when Kafka does not answer
     */
    public List<Message> newest(String topic, int limit) {
        try (var consumer = new KafkaConsumer<>(
                ClientSettings.consumer(stream.bootstrapServers(), IsolationLevel.READ_COMMITTED),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return newest(consumer, partitions(consumer, topic), limit);
        } catch (KafkaException e) {
            throw Fault.unavailable("kafka: " + e.getMessage());
        }
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw Fault.of(Fault.Kind.NOT_FOUND, "there is no topic " + topic);
        }
        return partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private List<Message> newest(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, int limit) {
        consumer.assign(partitions);
        long deadline = nanos.getAsLong() + PATIENCE.toNanos();
        var all = new ArrayList<Message>();
        for (TopicPartition partition : partitions) {
            consumer.pause(partitions);
            consumer.resume(List.of(partition));
            var tail = new Tail(consumer, partition, limit);
            tail.read(() -> nanos.getAsLong() < deadline);
            all.addAll(tail.messages());
        }
        return all.stream().sorted(Message.NEWEST_FIRST).limit(limit).toList();
    }
}
