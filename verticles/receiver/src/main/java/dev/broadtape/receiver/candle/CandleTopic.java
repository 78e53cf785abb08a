package dev.broadtape.receiver.candle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.broadtape.contract.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Candles to Kafka: the symbol is the key, so those of one symbol keep their order. Blocks; for one thread. */
final class CandleTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofMillis(500);
    private static final String GIVE_UP_MILLIS = "8000";
    private static final String REQUEST_MILLIS = "4000";

    private final String bootstrapServers;
    private final String topic;
    private @Nullable Producer<byte[], byte[]> open;

    CandleTopic(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    /**
     * Returns when all brokers that must have them have them.
     *
     * @throws KafkaException when one was not taken; perhaps others were
     */
    void send(List<Kept> candles) {
        Producer<byte[], byte[]> producer = producer();
        try {
            List<Future<?>> sent = new ArrayList<>();
            candles.forEach(candle -> sent.add(producer.send(record(candle))));
            producer.flush();
            for (Future<?> each : sent) {
                await(each);
            }
        } catch (KafkaException e) {
            close();
            throw e;
        }
    }

    private ProducerRecord<byte[], byte[]> record(Kept candle) {
        return new ProducerRecord<>(
                topic,
                candle.window().symbol().getBytes(US_ASCII),
                CandleJson.whole(candle.candle()).toBuffer().getBytes());
    }

    private Producer<byte[], byte[]> producer() {
        if (open == null) {
            create();
            open = new KafkaProducer<>(producing(), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return Objects.requireNonNull(open);
    }

    private Map<String, Object> common() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("client.id", "broadtape-candles");
        settings.put("request.timeout.ms", REQUEST_MILLIS);
        settings.put("enable.metrics.push", "false");
        return settings;
    }

    /** One request at a time keeps the order; one that is sent again may come twice, as any candle may. */
    private Map<String, Object> producing() {
        Map<String, Object> settings = common();
        settings.put("acks", "all");
        settings.put("enable.idempotence", "false");
        settings.put("max.in.flight.requests.per.connection", "1");
        settings.put("compression.type", "lz4");
        settings.put("buffer.memory", Integer.toString(8 * 1024 * 1024));
        settings.put("max.block.ms", GIVE_UP_MILLIS);
        settings.put("delivery.timeout.ms", GIVE_UP_MILLIS);
        return settings;
    }

    /** The broker's own defaults say how long candles stay. */
    private void create() {
        Map<String, Object> admin = common();
        admin.put("default.api.timeout.ms", GIVE_UP_MILLIS);
        try (Admin client = Admin.create(admin)) {
            await(client.createTopics(List.of(new NewTopic(topic, Optional.of(Contract.PARTITIONS), Optional.empty())))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture());
        } catch (TopicExistsException e) {
            // Then all is well.
        }
    }

    private static void await(Future<?> work) {
        try {
            work.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("kafka has not answered for " + PATIENCE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    @Override
    public void close() {
        if (open != null) {
            open.close(GOODBYE);
            open = null;
        }
    }
}
