package dev.broadtape.system.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Recorder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * From when each tick was due to when a {@code read_committed} consumer has it. A tick's own time is its place in the schedule, so one that
 * is made late counts from when it should have been made.
 */
final class KafkaLatency implements AutoCloseable {
    private static final String BEFORE_TIME = "\"timestamp\":\"";
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Recorder micros = new Recorder(3);
    private final Thread thread;

    KafkaLatency(String brokers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed", "client.id", "latency"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        thread = new Thread(this::run, "kafka-latency");
        thread.start();
    }

    private void run() {
        try (consumer) {
            while (true) {
                var records = consumer.poll(POLL);
                long now = nowMicros();
                records.forEach(record -> micros.recordValue(Math.max(0, now - timeMicros(record))));
            }
        } catch (WakeupException e) {
            // The end was asked for.
        }
    }

    private static long timeMicros(ConsumerRecord<byte[], byte[]> record) {
        String json = new String(record.value(), US_ASCII);
        int from = json.indexOf(BEFORE_TIME) + BEFORE_TIME.length();
        return micros(json.substring(from, json.indexOf('"', from)));
    }

    static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }

    /** What came since the last call. */
    Latencies take() {
        return new Latencies(micros.getIntervalHistogram());
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
