package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.broadtape.contract.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends single messages to topics that are nobody's. One that Kafka refuses, and would refuse again, goes to the topic of failed
 * messages. Blocks, five seconds at most; safe on any thread.
 */
public final class Sender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Stream stream;
    private final DeadLetters deadLetters;
    private final Counter sent;
    private @Nullable Producer<byte[], byte[]> open;
    private boolean closed;

    /** Not connected before the first message. */
    public Sender(Stream stream, MeterRegistry metrics) {
        this.stream = stream;
        this.deadLetters = new DeadLetters(stream.config().send().failedTopic(), metrics);
        this.sent = Counter.builder("broadtape.receiver.kafka.sent")
                .description("messages sent for operators")
                .register(metrics);
    }

    /**
     * Ends when all replicas have it.
     *
     * @throws Fault UNAVAILABLE when Kafka does not answer in time: it is worth to try again, and the message may be there twice
     *     then; TOO_LARGE or INVALID when Kafka refuses the message, which is among the failed ones then
     */
    public Sent send(String topic, Optional<String> key, byte[] value, Instant now) {
        Producer<byte[], byte[]> producer = producer();
        var record = new ProducerRecord<>(
                topic, null, key.map(text -> text.getBytes(UTF_8)).orElse(null), value);
        try {
            RecordMetadata at = producer.send(record).get();
            sent.increment();
            return new Sent(topic, at.partition(), at.offset(), Instant.ofEpochMilli(at.timestamp()));
        } catch (ExecutionException e) {
            throw explain(e.getCause() == null ? e : e.getCause(), producer, record, now);
        } catch (KafkaException e) {
            throw explain(e, producer, record, now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.unavailable("this receiver is stopping");
        }
    }

    private Fault explain(
            Throwable why, Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record, Instant now) {
        if (why instanceof RetriableException || !(why instanceof KafkaException)) {
            return Fault.unavailable("kafka: " + why.getMessage());
        }
        String kept = deadLetters.keep(producer, record, why, now);
        Fault.Kind kind = why instanceof RecordTooLargeException ? Fault.Kind.TOO_LARGE : Fault.Kind.INVALID;
        return Fault.of(kind, "kafka refuses the message: %s; %s".formatted(why.getMessage(), kept));
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (closed) {
            throw Fault.unavailable("this receiver is stopping");
        }
        Producer<byte[], byte[]> producer = open;
        if (producer == null) {
            producer = new KafkaProducer<>(
                    ClientSettings.sender(stream.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            open = producer;
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Producer<byte[], byte[]> producer = open;
        open = null;
        if (producer != null) {
            producer.close(PATIENCE);
        }
    }
}
