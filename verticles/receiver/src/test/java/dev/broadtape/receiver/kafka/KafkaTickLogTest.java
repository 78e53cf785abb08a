package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.Broker;
import dev.broadtape.receiver.Committed;
import dev.broadtape.receiver.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaTickLogTest {
    private static final int PARTITION = 2;

    private static Vertx vertx;
    private final UUID run = UUID.randomUUID();
    private Stream stream = stream(ValueFormat.JSON);

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().await();
    }

    static Stream stream(ValueFormat format) {
        String topic = "ticks-" + UUID.randomUUID();
        var config =
                new StreamConfig(topic, format, topic + "-positions", "system-events", Duration.ofHours(24), 64L << 20);
        return new Stream(Broker.running().address(), config);
    }

    @BeforeEach
    void createTopics() {
        new Topics(vertx, stream).ensure().await();
    }

    private KafkaTickLog log() {
        return new KafkaTickLog(stream, PARTITION, System::nanoTime);
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        return Committed.of(stream.bootstrapServers(), stream.config().topic(), PARTITION);
    }

    @Test
    void writesARecordATickWithKeyHeadersAndJson() {
        try (KafkaTickLog log = log()) {
            assertThat(log.open()).isEmpty();
            log.commit(List.of(Frames.of(run, PARTITION, 1, 3), Frames.of(run, PARTITION, 4, 2)));
        }

        List<ConsumerRecord<byte[], byte[]>> records = records();
        assertThat(records).hasSize(5);
        ConsumerRecord<byte[], byte[]> third = records.get(2);
        assertThat(third.key()).asString(UTF_8).isEqualTo("GE");
        assertThat(third.value()).isEqualTo(new TickBytes().encode(Frames.tick(run, PARTITION, 3)));
        assertThat(header(third, "run")).isEqualTo(run.toString());
        assertThat(header(third, "sequence")).isEqualTo("3");
        assertThat(header(third, "seed")).isEqualTo(Long.toString(Frames.SEED));
    }

    @Test
    void writesAFrameATickAsSbe() {
        stream = stream(ValueFormat.SBE);
        createTopics();
        try (KafkaTickLog log = log()) {
            log.open();
            log.commit(List.of(Frames.of(run, PARTITION, 1, 3)));
        }

        TickFrame second = TickFrame.decode(Buffer.buffer(records().get(1).value()));
        assertThat(second.ticks()).containsExactly(Frames.tick(run, PARTITION, 2));
        assertThat(second.firstSequence()).isEqualTo(2);
        assertThat(second.madeMicros()).isZero();
    }

    @Test
    void remembersHowFarEachRunIs() {
        UUID other = UUID.randomUUID();
        try (KafkaTickLog log = log()) {
            log.open();
            log.commit(List.of(Frames.of(run, PARTITION, 1, 3), Frames.of(other, PARTITION, 1, 7)));
            log.commit(List.of(Frames.of(run, PARTITION, 4, 1)));
        }

        try (KafkaTickLog log = log()) {
            assertThat(log.open()).isEqualTo(Map.of(run, 4L, other, 7L));
        }
    }

    @Test
    void shutsOutTheOwnerBefore() {
        try (KafkaTickLog older = log();
                KafkaTickLog newer = log()) {
            older.open();
            older.commit(List.of(Frames.of(run, PARTITION, 1, 3)));
            assertThat(newer.open()).isEqualTo(Map.of(run, 3L));

            assertThatThrownBy(() -> older.commit(List.of(Frames.of(run, PARTITION, 4, 100))))
                    .isInstanceOf(FencedException.class);

            newer.commit(List.of(Frames.of(run, PARTITION, 4, 2)));
            assertThat(records())
                    .extracting(record -> header(record, "sequence"))
                    .containsExactly("1", "2", "3", "4", "5");
        }
    }

    @Test
    void takesBackWhatADeadOwnerLeftOpen() {
        try (KafkaTickLog log = log();
                var dead = producer(stream.config().transactionalId(PARTITION))) {
            dead.initTransactions();
            dead.beginTransaction();
            sendHalf(dead);

            assertThat(log.open()).isEmpty();
            log.commit(List.of(Frames.of(run, PARTITION, 1, 1)));

            assertThat(records()).hasSize(1);
        }
    }

    /** What we committed lies behind the other's open transaction, where a reader of committed records does not get. */
    @Test
    void doesNotForgetAPositionBehindAnOpenTransactionOfSomebodyElse() {
        try (KafkaTickLog log = log();
                var other = producer("other-" + UUID.randomUUID())) {
            log.open();
            other.initTransactions();
            other.beginTransaction();
            sendHalf(other);
            log.commit(List.of(Frames.of(run, PARTITION, 1, 5)));

            CompletableFuture<Map<UUID, Long>> reopened = CompletableFuture.supplyAsync(log::open);
            other.abortTransaction();

            assertThat(reopened.join()).isEqualTo(Map.of(run, 5L));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void sendHalf(KafkaProducer<byte[], byte[]> producer) {
        Positions positions = stream.positions(PARTITION);
        producer.send(positions.record(run, 99));
        producer.flush();
    }

    private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                ClientSettings.producer(stream.bootstrapServers(), transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
