package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.ReceiverLedger.Seen;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The reading back of one partition, from near its end on. What it finds there must reach to where each run was
 * committed before it looked, and not beyond where each is committed after. For one thread.
 */
final class Watch {
    private final TopicPartition source;
    private final Beginning beginning;
    private final Sightings sightings = new Sightings();
    private long next;
    private boolean settled;

    /**
     * Where it begins.
     *
     * @param committed position of each run
     * @param from the first offset to read
     * @param end an offset that all ticks of {@code committed} lie below
     */
    record Beginning(Map<UUID, Long> committed, long from, long end) {
        /** Whether the partition never had anything before. */
        boolean whole() {
            return from == 0;
        }
    }

    Watch(TopicPartition source, Beginning beginning) {
        this.source = source;
        this.beginning = beginning;
        this.next = beginning.from();
    }

    TopicPartition source() {
        return source;
    }

    int partition() {
        return source.partition();
    }

    /** The offset to go on with. */
    long next() {
        return next;
    }

    void see(Iterable<? extends ConsumerRecord<?, ?>> records) {
        boolean fromFirst = settled || beginning.whole();
        for (ConsumerRecord<?, ?> record : records) {
            sightings.see(record.headers(), fromFirst);
        }
    }

    /** All before {@code offset} was seen. */
    void reached(long offset) {
        next = offset;
    }

    /**
     * Once it has come to where the end was, holds what it saw against the positions.
     *
     * @param committedSince reads them again, since more may have been committed
     */
    void settle(Supplier<Map<UUID, Long>> committedSince) {
        if (!settled && next >= beginning.end()) {
            sightings.require(beginning.committed(), beginning.whole());
            if (sightings.beyond(beginning.committed())) {
                sightings.cap(committedSince.get());
            }
            settled = true;
        }
    }

    Map<UUID, Seen> seen() {
        return sightings.seen();
    }
}
