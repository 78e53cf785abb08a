package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.broadtape.contract.Wire;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The positions topic: written in the transaction of the ticks, read when a partition is opened. */
final class Positions {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Polls in a row that may bring nothing: five seconds. */
    private static final int PATIENCE_POLLS = 25;

    private static final int UUID_LENGTH = 36;

    private final String bootstrapServers;
    private final TopicPartition source;

    /**
     * What a record's value says. A run that is over has a record without a value, which compaction removes.
     *
     * @param fence absent from records of an earlier version
     */
    record Reached(UUID run, int partition, long sequence, OptionalLong fence) {
        Mark mark() {
            return new Mark(sequence, fence.orElse(0));
        }
    }

    Positions(String bootstrapServers, String topic, int partition) {
        this.bootstrapServers = bootstrapServers;
        this.source = new TopicPartition(topic, partition);
    }

    ProducerRecord<byte[], byte[]> record(UUID run, Mark mark) {
        var reached = new Reached(run, source.partition(), mark.sequence(), OptionalLong.of(mark.fence()));
        return recordOf(run, Wire.encode(reached).getBytes());
    }

    /** Of a run that is over. */
    ProducerRecord<byte[], byte[]> end(UUID run) {
        return recordOf(run, null);
    }

    private ProducerRecord<byte[], byte[]> recordOf(UUID run, byte @Nullable [] value) {
        return new ProducerRecord<>(source.topic(), source.partition(), key(run), value);
    }

    private byte[] key(UUID run) {
        return "%s/%d".formatted(run, source.partition()).getBytes(US_ASCII);
    }

    private static UUID run(byte[] key) {
        return UUID.fromString(new String(key, 0, UUID_LENGTH, US_ASCII));
    }

    /** As {@link #marks}, the sequences alone. */
    Map<UUID, Long> read() {
        var sequences = new HashMap<UUID, Long>();
        marks().forEach((run, mark) -> sequences.put(run, mark.sequence()));
        return sequences;
    }

    /**
     * What was committed last of each run.
     *
     * <p>It reads to the end of the log as of now, not to the last stable offset: while somebody else's transaction
     * is open, that one would hide our own commits behind it.
     */
    Map<UUID, Mark> marks() {
        long end = end();
        var marks = new HashMap<UUID, Mark>();
        try (var consumer = consumer(IsolationLevel.READ_COMMITTED)) {
            consumer.seekToBeginning(List.of(source));
            int idle = 0;
            for (long at = consumer.position(source); at < end; at = consumer.position(source)) {
                consumer.poll(POLL).forEach(record -> learn(record, marks));
                idle = consumer.position(source) > at ? 0 : idle + 1;
                if (idle == PATIENCE_POLLS) {
                    throw new TimeoutException("a transaction stays open in %s at offset %d of %d: %s"
                            .formatted(source, at, end, new OpenTransactions(bootstrapServers, source).describe()));
                }
            }
        }
        return marks;
    }

    private static void learn(ConsumerRecord<byte[], byte[]> record, Map<UUID, Mark> marks) {
        if (record.value() == null) {
            marks.remove(run(record.key()));
        } else {
            Reached last = Wire.decode(Buffer.buffer(record.value()), Reached.class);
            marks.put(last.run(), last.mark());
        }
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
