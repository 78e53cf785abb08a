package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages that Kafka refused, as they were, with the headers {@code reason}, {@code error}, {@code topic} and {@code failedAt}.
 * Blocks; safe on any thread.
 */
final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private final String topic;
    private final Counter failed;
    private final Counter lost;

    DeadLetters(String topic, MeterRegistry metrics) {
        this.topic = topic;
        this.failed = Counter.builder("broadtape.receiver.kafka.failed")
                .description("messages that kafka refused, kept among the failed ones")
                .register(metrics);
        this.lost = Counter.builder("broadtape.receiver.kafka.lost")
                .description("messages that kafka refused, even among the failed ones")
                .register(metrics);
    }

    /** Tells where it is now, for whoever sent it. */
    String keep(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record, Throwable why, Instant now) {
        List<Header> headers = List.of(
                header("reason", String.valueOf(why.getMessage())),
                header("error", why.getClass().getSimpleName()),
                header("topic", record.topic()),
                header("failedAt", now.toString()));
        try {
            producer.send(new ProducerRecord<>(topic, null, record.key(), record.value(), headers))
                    .get();
            failed.increment();
            return "it is kept in " + topic;
        } catch (ExecutionException | KafkaException e) {
            lost.increment();
            log.warn("a message for {} is not even kept in {}: {}", record.topic(), topic, e.toString());
            return "nor could it be kept in " + topic;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "nor could it be kept in " + topic;
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
