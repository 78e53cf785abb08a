package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.broadtape.contract.Wire;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The positions topic: written in the transaction of the ticks, read when a partition is opened. */
final class Positions {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Polls in a row that may bring nothing: five seconds. */
    private static final int PATIENCE_POLLS = 25;

    private final String bootstrapServers;
    private final TopicPartition source;

    /** What a record's value says. */
    record Reached(UUID run, int partition, long sequence) {}

    Positions(String bootstrapServers, String topic, int partition) {
        this.bootstrapServers = bootstrapServers;
        this.source = new TopicPartition(topic, partition);
    }

    ProducerRecord<byte[], byte[]> record(UUID run, long sequence) {
        byte[] key = "%s/%d".formatted(run, source.partition()).getBytes(US_ASCII);
        byte[] value =
                Wire.encode(new Reached(run, source.partition(), sequence)).getBytes();
        return new ProducerRecord<>(source.topic(), source.partition(), key, value);
    }

    /**
     * The last committed sequence of each run.
     *
     * <p>It reads to the end of the log as of now, not to the last stable offset: while somebody else's transaction
     * is open, that one would hide our own commits behind it.
     */
    Map<UUID, Long> read() {
        long end = end();
        var reached = new HashMap<UUID, Long>();
        try (var consumer = consumer(IsolationLevel.READ_COMMITTED)) {
            consumer.seekToBeginning(List.of(source));
            int idle = 0;
            for (long at = consumer.position(source); at < end; at = consumer.position(source)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    Reached last = Wire.decode(Buffer.buffer(record.value()), Reached.class);
                    reached.put(last.run(), last.sequence());
                }
                idle = consumer.position(source) > at ? 0 : idle + 1;
                if (idle == PATIENCE_POLLS) {
                    throw new TimeoutException(
                            "a transaction stays open in %s at offset %d of %d".formatted(source, at, end));
                }
            }
        }
        return reached;
    }

    private long end() {
        try (var consumer = consumer(IsolationLevel.READ_UNCOMMITTED)) {
            return Objects.requireNonNull(consumer.endOffsets(List.of(source)).get(source));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(IsolationLevel isolation) {
        var consumer = new KafkaConsumer<>(
                ClientSettings.consumer(bootstrapServers, isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(source));
        return consumer;
    }
}
