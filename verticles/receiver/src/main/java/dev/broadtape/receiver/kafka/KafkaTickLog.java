package dev.broadtape.receiver.kafka;

import static dev.broadtape.receiver.kafka.AsciiBytes.ascii;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Ticks and position of a partition, each group of frames in one transaction.
 *
 * <p>A tick's record has the symbol as key and the headers run, sequence and seed, as text. A position's record
 * has the key {@code <run>/<partition>}. Both go to the partition of the frame.
 *
 * <p>The producer is Kafka's own: Vert.x's around it would close it once more when the verticle ends, and wait
 * without limit for a broker that is away.
 */
public final class KafkaTickLog implements TickLog {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration TRANSACTION = Duration.ofMillis(ClientSettings.TRANSACTION_MILLIS);

    private final Stream stream;
    private final String topic;
    private final int partition;
    private final TickValue value;
    private final Positions positions;
    private final LongSupplier nanos;
    private volatile @Nullable Producer<byte[], byte[]> open;

    /**
     * The log of one partition; nothing is connected yet.
     *
     * @param nanos a clock that only goes forward
     */
    public KafkaTickLog(Stream stream, int partition, LongSupplier nanos) {
        this.stream = stream;
        this.topic = stream.config().topic();
        this.partition = partition;
        this.value = stream.config().valueFormat().writer();
        this.positions = stream.positions(partition);
        this.nanos = nanos;
    }

    @Override
    public Map<UUID, Long> open() {
        close(Duration.ZERO);
        Producer<byte[], byte[]> producer = stream.producer(partition);
        open = producer;
        producer.initTransactions();
        return positions.read();
    }

    @Override
    public void commit(List<TickFrame> frames) {
        Producer<byte[], byte[]> producer = Objects.requireNonNull(open, "not open");
        long begun = nanos.getAsLong();
        try {
            producer.beginTransaction();
            frames.forEach(frame -> send(producer, frame));
            reached(frames).forEach((run, sequence) -> send(producer, positions.record(run, sequence)));
            producer.flush();
            producer.commitTransaction();
        } catch (KafkaException | IllegalStateException e) {
            throw fenced(e) && inTime(begun) ? new FencedException(partition) : e;
        }
    }

    private void send(Producer<byte[], byte[]> producer, TickFrame frame) {
        byte[] run = ascii(frame.run().toString());
        byte[] seed = ascii(Long.toString(frame.seed()));
        for (Tick tick : frame.ticks()) {
            var headers = new RecordHeaders()
                    .add("run", run)
                    .add("sequence", ascii(Long.toString(tick.sequence())))
                    .add("seed", seed);
            byte[] bytes = value.of(frame, tick);
            send(producer, new ProducerRecord<>(topic, partition, null, ascii(tick.symbol()), bytes, headers));
        }
    }

    /** The future is left: committing fails when a send did. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    private static Map<UUID, Long> reached(List<TickFrame> frames) {
        var reached = new HashMap<UUID, Long>();
        frames.forEach(frame -> reached.put(frame.run(), frame.lastSequence()));
        return reached;
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
