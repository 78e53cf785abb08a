package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.TickCodec;
import dev.broadtape.receiver.Broker;
import dev.broadtape.receiver.Committed;
import dev.broadtape.receiver.Frames;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaTickLogTest {
    private static final int PARTITION = 2;
    private static final Map<UUID, Long> NO_FENCES = Map.of();

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
            log.commit(List.of(Frames.of(run, PARTITION, 1, 3), Frames.of(run, PARTITION, 4, 2)), NO_FENCES);
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
    void writesATickAsSbe() {
        stream = stream(ValueFormat.SBE);
        createTopics();
        try (KafkaTickLog log = log()) {
            log.open();
            log.commit(List.of(Frames.of(run, PARTITION, 1, 3)), NO_FENCES);
        }

        byte[] second = records().get(1).value();
        assertThat(second).isEqualTo(new TickCodec().encode(Frames.tick(run, PARTITION, 2)));
    }

    @Test
    void remembersHowFarEachRunIs() {
        UUID other = UUID.randomUUID();
        try (KafkaTickLog log = log()) {
            log.open();
            log.commit(List.of(Frames.of(run, PARTITION, 1, 3), Frames.of(other, PARTITION, 1, 7)), NO_FENCES);
            log.commit(List.of(Frames.of(run, PARTITION, 4, 1)), NO_FENCES);
        }

        try (KafkaTickLog log = log()) {
            assertThat(log.open()).isEqualTo(Map.of(run, mark(4), other, mark(7)));
        }
    }

    @Test
    void remembersTheGreatestFenceOfARun() {
        try (KafkaTickLog log = log()) {
            log.open();
            log.commit(List.of(Frames.of(run, PARTITION, 1, 3, 2)), NO_FENCES);
            log.commit(List.of(), Map.of(run, 5L));
        }

        try (KafkaTickLog log = log()) {
            assertThat(log.open()).isEqualTo(Map.of(run, new Mark(3, 5)));
        }
        assertThat(records()).hasSize(3);
    }

    @Test
    void readsAPositionThatWasWrittenBeforeThereWereFences() throws Exception {
        var position = "{\"run\":\"%s\",\"partition\":2,\"sequence\":7}".formatted(run);
        String topic = stream.config().positionsTopic();
        byte[] key = "%s/%d".formatted(run, PARTITION).getBytes(UTF_8);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", stream.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, PARTITION, key, position.getBytes(UTF_8)))
                    .get();
        }

        try (KafkaTickLog log = log()) {
            assertThat(log.open()).isEqualTo(Map.of(run, new Mark(7, 0)));
        }
    }

    @Test
    void forgetsTheOldestRunWhenThereAreTooMany() {
        var fences = new HashMap<UUID, Long>();
        for (long i = 0; i < Marks.MOST; i++) {
            fences.put(new UUID(i << 16 | 0x7000, i), 1L);
        }
        try (KafkaTickLog log = log()) {
            log.open();
            log.commit(List.of(), fences);
            log.commit(List.of(Frames.of(new UUID(Long.MAX_VALUE, 0), PARTITION, 1, 1)), NO_FENCES);

            Map<UUID, Mark> left = log.open();
            assertThat(left).hasSize(Marks.MOST).doesNotContainKey(new UUID(0x7000, 0));
            assertThat(positions().get(Marks.MOST + 1).value())
                    .as("compaction removes it")
                    .isNull();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> positions() {
        return Committed.of(stream.bootstrapServers(), stream.config().positionsTopic(), PARTITION);
    }

    @Test
    void shutsOutTheOwnerBefore() {
        try (KafkaTickLog older = log();
                KafkaTickLog newer = log()) {
            older.open();
            older.commit(List.of(Frames.of(run, PARTITION, 1, 3)), NO_FENCES);
            assertThat(newer.open()).isEqualTo(Map.of(run, mark(3)));

            assertThatThrownBy(() -> older.commit(List.of(Frames.of(run, PARTITION, 4, 100)), NO_FENCES))
                    .isInstanceOf(FencedException.class);

            newer.commit(List.of(Frames.of(run, PARTITION, 4, 2)), NO_FENCES);
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
            log.commit(List.of(Frames.of(run, PARTITION, 1, 1)), NO_FENCES);

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
            log.commit(List.of(Frames.of(run, PARTITION, 1, 5)), NO_FENCES);

            assertThat(openTransactions())
                    .startsWith("producer ")
                    .contains(" of other-")
                    .endsWith(" from offset 0 on");
            CompletableFuture<Map<UUID, Mark>> reopened = CompletableFuture.supplyAsync(log::open);
            other.abortTransaction();

            assertThat(reopened.join()).isEqualTo(Map.of(run, mark(5)));
            assertThat(openTransactions()).isEqualTo("nobody's any more");
        }
    }

    private String openTransactions() {
        var source = new TopicPartition(stream.config().positionsTopic(), PARTITION);
        return new OpenTransactions(stream.bootstrapServers(), source).describe();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void sendHalf(KafkaProducer<byte[], byte[]> producer) {
        Positions positions = stream.positions(PARTITION);
        producer.send(positions.record(run, mark(99)));
        producer.flush();
    }

    private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                ClientSettings.producer(stream.bootstrapServers(), transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static Mark mark(long sequence) {
        return new Mark(sequence, Frames.FENCE);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
