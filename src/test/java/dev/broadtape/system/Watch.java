package dev.broadtape.system;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A {@code read_committed} consumer that runs along: it checks that sequences run on without a gap or a double, and measures for how
 * long a partition brought nothing.
 */
final class Watch implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private final Map<Integer, Long> sequences = new ConcurrentSkipListMap<>();
    private final Map<Integer, Long> arrivals = new ConcurrentSkipListMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private volatile long longestNanos;

    Watch(String brokers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", brokers,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest",
                        "reconnect.backoff.max.ms", "200",
                        "client.id", "watch"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
        thread = new Thread(this::run, "watch");
        thread.start();
    }

    private void run() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::see);
            }
        } catch (WakeupException e) {
            // The end was asked for.
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        int partition = record.partition();
        long sequence = Long.parseLong(
                new String(record.headers().lastHeader("sequence").value(), US_ASCII));
        long expected = sequences.getOrDefault(partition, 0L) + 1;
        if (sequence != expected) {
            violations.add("partition %d has %d where %d was due".formatted(partition, sequence, expected));
        }
        sequences.put(partition, sequence);
        long now = System.nanoTime();
        longestNanos = Math.max(longestNanos, now - arrivals.getOrDefault(partition, now));
        arrivals.put(partition, now);
    }

    /** Measures from here on. */
    void reset() {
        longestNanos = 0;
    }

    /** The longest time since {@link #reset} that some partition brought nothing. */
    Duration longestSilence() {
        return Duration.ofNanos(longestNanos);
    }

    /** Whether every partition has brought something after that moment, of {@link System#nanoTime}. */
    boolean allMovedSince(long nanos) {
        Collection<Long> last = arrivals.values();
        return last.size() == PARTITIONS && last.stream().allMatch(arrival -> arrival - nanos > 0);
    }

    long ticks() {
        return sequences.values().stream().mapToLong(Long::longValue).sum();
    }

    /** By partition, the last sequence. */
    Map<Integer, Long> sequences() {
        return new TreeMap<>(sequences);
    }

    List<String> violations() {
        return violations;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
