package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.ReceiverLedger.Seen;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads committed ticks back from Kafka, as any consumer would, and counts them by their headers. It shares nothing with
 * those who write. Blocks; for one thread, but for {@link #interrupt}.
 */
public final class ReadBack implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReadBack.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Stream stream;
    private final Beginnings beginnings;
    private final Map<Integer, Watch> watches = new TreeMap<>();
    private volatile @Nullable Consumer<Void, Void> open;

    public ReadBack(Stream stream) {
        this.stream = stream;
        this.beginnings = new Beginnings(stream);
    }

    /**
     * Goes on reading the partitions {@code owned}, and no other, for half a second at most if all goes well. After a
     * failure the next call goes on where this one was.
     */
    public AuditReport read(Set<Integer> owned) {
        try {
            return owned.isEmpty() ? rest() : goOn(owned);
        } catch (OffsetOutOfRangeException e) {
            log.warn("what is to be read back next is gone, it begins at the end again: {}", e.getMessage());
            e.partitions().forEach(gone -> watches.remove(gone.partition()));
            close();
            return AuditReport.EMPTY;
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    private AuditReport rest() {
        watches.clear();
        close();
        return AuditReport.EMPTY;
    }

    private AuditReport goOn(Set<Integer> owned) {
        Consumer<Void, Void> consumer = open();
        follow(consumer, owned);
        see(consumer.poll(POLL));
        watches.values().forEach(watch -> watch.settle(() -> beginnings.committed(watch.partition())));
        return report(consumer);
    }

    private Consumer<Void, Void> open() {
        Consumer<Void, Void> consumer = open;
        if (consumer == null) {
            consumer = new KafkaConsumer<>(ClientSettings.audit(stream.bootstrapServers()), new Unread(), new Unread());
            open = consumer;
        }
        return consumer;
    }

    private void follow(Consumer<Void, Void> consumer, Set<Integer> owned) {
        watches.keySet().retainAll(owned);
        Set<Integer> added = new HashSet<>(owned);
        added.removeAll(watches.keySet());
        if (!added.isEmpty()) {
            watches.putAll(beginnings.of(added));
        }
        Set<TopicPartition> before = consumer.assignment();
        Set<TopicPartition> now = watches.values().stream().map(Watch::source).collect(Collectors.toSet());
        if (!now.equals(before)) {
            consumer.assign(now);
            watches.values().stream()
                    .filter(watch -> !before.contains(watch.source()))
                    .forEach(watch -> consumer.seek(watch.source(), watch.next()));
        }
    }

    /** The position of the consumer would do as well, but to ask for it may block and fail. */
    private void see(ConsumerRecords<Void, Void> records) {
        Map<TopicPartition, OffsetAndMetadata> next = records.nextOffsets();
        for (Watch watch : watches.values()) {
            watch.see(records.records(watch.source()));
            OffsetAndMetadata reached = next.get(watch.source());
            if (reached != null) {
                watch.reached(reached.offset());
            }
        }
    }

    private AuditReport report(Consumer<?, ?> consumer) {
        var seen = new HashMap<Integer, Map<UUID, Seen>>();
        long lag = 0;
        for (Watch watch : watches.values()) {
            seen.put(watch.partition(), watch.seen());
            lag += consumer.currentLag(watch.source()).orElse(0);
        }
        return new AuditReport(seen, lag);
    }

    /** Ends a call that waits, which then fails. From any thread. */
    public void interrupt() {
        Consumer<?, ?> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void close() {
        Consumer<?, ?> consumer = open;
        open = null;
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(PATIENCE));
        }
    }
}
