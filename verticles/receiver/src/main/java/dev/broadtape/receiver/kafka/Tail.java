package dev.broadtape.receiver.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The last messages of a partition. Offsets do not tell how many there are, since transaction markers and what
 * was compacted away use some up: so it looks back further until it has enough, and holds at most 8 MiB.
 */
final class Tail {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_BYTES = 8 * 1024 * 1024;
    /** How much further each look goes back. */
    private static final int STRIDE = 4;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final int limit;
    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private int bytes;
    private boolean full;

    Tail(Consumer<byte[], byte[]> consumer, TopicPartition partition, int limit) {
        this.consumer = consumer;
        this.partition = partition;
        this.limit = limit;
    }

    /** Stops early, with what it has, when {@code inTime} no longer holds. */
    void read(BooleanSupplier inTime) {
        long begin = offset(consumer.beginningOffsets(List.of(partition)));
        long end = offset(consumer.endOffsets(List.of(partition)));
        long back = 2L * limit;
        long from = end;
        while (from > begin && !full && inTime.getAsBoolean()) {
            from = Math.max(begin, end - back);
            readAgain(from, end, inTime);
            back *= STRIDE;
        }
    }

    private long offset(Map<TopicPartition, Long> offsets) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private void readAgain(long from, long end, BooleanSupplier inTime) {
        records.clear();
        bytes = 0;
        consumer.seek(partition, from);
        while (consumer.position(partition) < end && inTime.getAsBoolean()) {
            consumer.poll(POLL).forEach(this::keep);
        }
    }

    private void keep(ConsumerRecord<byte[], byte[]> record) {
        records.addLast(record);
        bytes += size(record);
        full |= records.size() >= limit || bytes > MOST_BYTES;
        while (records.size() > limit || bytes > MOST_BYTES) {
            bytes -= size(records.removeFirst());
        }
    }

    private static int size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    List<Message> messages() {
        return records.stream().map(Message::of).toList();
    }
}
