package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.TickFrame;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * Ticks and position of a partition, each group of frames in one transaction.
 *
 * <p>{@link TickRecords} makes the record of a tick, {@link Positions} that of a position. Both go to the partition of the
 * frame.
 *
 * <p>The producer is Kafka's own: Vert.x's around it would close it once more when the verticle ends, and wait
 * without limit for a broker that is away.
 */
public final class KafkaTickLog implements TickLog {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration TRANSACTION = Duration.ofMillis(ClientSettings.TRANSACTION_MILLIS);

    private final Stream stream;
    private final int partition;
    private final TickRecords records;
    private final Positions positions;
    private final LongSupplier nanos;
    private final Marks marks = new Marks();
    private volatile @Nullable Producer<byte[], byte[]> open;

    /**
     * The log of one partition; nothing is connected yet.
     *
     * @param nanos a clock that only goes forward
     */
    public KafkaTickLog(Stream stream, int partition, LongSupplier nanos) {
        this.stream = stream;
        this.partition = partition;
        this.records = stream.records(partition);
        this.positions = stream.positions(partition);
        this.nanos = nanos;
    }

    @Override
    public Map<UUID, Mark> open() {
        close(Duration.ZERO);
        Producer<byte[], byte[]> producer = stream.producer(partition);
        open = producer;
        producer.initTransactions();
        Map<UUID, Mark> committed = positions.marks();
        marks.reset(committed);
        return committed;
    }

    @Override
    public void commit(List<TickFrame> frames, Map<UUID, Long> fences) {
        Producer<byte[], byte[]> producer = Objects.requireNonNull(open, "not open");
        long begun = nanos.getAsLong();
        try {
            producer.beginTransaction();
            frames.forEach(frame -> records.make(frame, record -> send(producer, record)));
            raise(frames, fences).forEach(run -> send(producer, positions.record(run, marks.of(run))));
            marks.trim().forEach(run -> send(producer, positions.end(run)));
            producer.flush();
            producer.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            throw fenced(e) && inTime(begun) ? new FencedException(partition) : e;
        }
    }

    /** The future is left: committing fails when a send did. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    /** Returns the runs whose marks are higher now. A failure leaves them too high, until the log is opened again. */
    private Set<UUID> raise(List<TickFrame> frames, Map<UUID, Long> fences) {
        var raised = new LinkedHashSet<UUID>();
        for (TickFrame frame : frames) {
            marks.raise(frame.run(), new Mark(frame.lastSequence(), frame.fence()));
            raised.add(frame.run());
        }
        fences.forEach((run, fence) -> marks.raise(run, new Mark(0, fence)));
        raised.addAll(fences.keySet());
        return raised;
    }

    /** Two ways in which a broker says that our epoch is over. */
    private static boolean fenced(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    /** The broker ends a transaction that took too long, and its epoch with it: then nobody need have fenced us. */
    private boolean inTime(long begun) {
        return nanos.getAsLong() - begun < TRANSACTION.toNanos();
    }

    @Override
    public void close() {
        close(PATIENCE);
    }

    private void close(Duration patience) {
        Producer<byte[], byte[]> producer = open;
        open = null;
        if (producer != null) {
            producer.close(patience);
        }
    }
}
