package dev.broadtape.receiver.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Finds where the reading back of a partition begins. Blocks; for one thread. */
final class Beginnings {
    /** Offsets before the last that can be read: the last tick of the latest run is among them. */
    private static final long LOOK_BACK = 2_000;

    private final Stream stream;

    Beginnings(Stream stream) {
        this.stream = stream;
    }

    /** The positions first: the ticks that they speak of are then below the end, though perhaps not readable yet. */
    Map<Integer, Watch> of(Set<Integer> partitions) {
        var committed = new HashMap<TopicPartition, Map<UUID, Long>>();
        partitions.forEach(partition -> committed.put(source(partition), committed(partition)));
        return watches(committed);
    }

    private TopicPartition source(int partition) {
        return new TopicPartition(stream.config().topic(), partition);
    }

    private Map<Integer, Watch> watches(Map<TopicPartition, Map<UUID, Long>> committed) {
        try (var all = consumer(IsolationLevel.READ_UNCOMMITTED);
                var reader = consumer(IsolationLevel.READ_COMMITTED)) {
            Map<TopicPartition, Long> end = all.endOffsets(committed.keySet());
            Map<TopicPartition, Long> readable = reader.endOffsets(committed.keySet());
            Map<TopicPartition, Long> first = reader.beginningOffsets(committed.keySet());
            return committed.keySet().stream().collect(Collectors.toMap(TopicPartition::partition, source -> {
                long from = Math.max(of(source, first), of(source, readable) - LOOK_BACK);
                return new Watch(source, new Watch.Beginning(of(source, committed), from, of(source, end)));
            }));
        }
    }

    private static <T> T of(TopicPartition source, Map<TopicPartition, T> all) {
        return Objects.requireNonNull(all.get(source));
    }

    private KafkaConsumer<Void, Void> consumer(IsolationLevel isolation) {
        return new KafkaConsumer<>(
                ClientSettings.consumer(stream.bootstrapServers(), isolation), new Unread(), new Unread());
    }

    /** The position of each run. */
    Map<UUID, Long> committed(int partition) {
        return stream.positions(partition).read();
    }
}
