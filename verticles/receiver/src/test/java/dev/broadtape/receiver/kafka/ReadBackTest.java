package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.ReceiverLedger.Seen;
import dev.broadtape.receiver.Broker;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics that somebody has tampered with: any transactional producer can. */
class ReadBackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PARTITION = 1;

    private static Vertx vertx;

    private final String topic = "ticks-" + UUID.randomUUID();
    private final Stream stream = new Stream(
            Broker.running().address(),
            new StreamConfig(
                    topic, ValueFormat.JSON, topic + "-positions", "system-events", Duration.ofHours(24), 64L << 20));
    private final UUID run = run(1);
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            ClientSettings.producer(stream.bootstrapServers(), topic),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private final ReadBack readBack = new ReadBack(stream);

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().await();
    }

    @BeforeEach
    void createTopics() {
        new Topics(vertx, stream).ensure().await();
        producer.initTransactions();
    }

    @AfterEach
    void close() {
        readBack.close();
        producer.close(Duration.ZERO);
    }

    @Test
    void countsWhatIsMissingAndWhatCameAgainButNotWhatWasTakenBack() {
        commit(run, 10, LongStream.rangeClosed(1, 10));
        producer.beginTransaction();
        send(run, LongStream.rangeClosed(11, 50));
        producer.flush();
        awaitSeen(run, new Seen(10, 0, 0));

        producer.abortTransaction();
        commit(run, 14, LongStream.of(11, 13, 14));
        awaitSeen(run, new Seen(14, 1, 0));
        commit(run, 16, LongStream.of(15, 15, 16, 3));
        awaitSeen(run, new Seen(16, 1, 2));
        assertThat(readBack.read(Set.of(PARTITION)).lag()).isZero();
    }

    @Test
    void beginsNearTheEndWhereARunReachesToItsPosition() {
        commit(run(2), 20, LongStream.rangeClosed(1, 20));
        commit(run, 3_000, LongStream.rangeClosed(1, 3_000));

        awaitSeen(run, new Seen(3_000, 0, 0));
        assertThat(seen()).containsEntry(run(2), new Seen(20, 0, 0));
        assertThat(readBack.read(Set.of())).isEqualTo(AuditReport.EMPTY);
        commit(run, 3_003, LongStream.of(3_001, 3_002, 3_003));
        awaitSeen(run, new Seen(3_003, 0, 0));
    }

    @Test
    void missesWhatThePositionPromisesAndFindsTooMuchWhatLiesBeyond() {
        commit(run, 3_010, LongStream.rangeClosed(1, 3_000));
        commit(run(2), 490, LongStream.rangeClosed(1, 500));

        awaitSeen(run, new Seen(3_010, 10, 0));
        assertThat(seen()).containsEntry(run(2), new Seen(490, 0, 10));
        commit(run, 3_011, LongStream.of(3_011));
        commit(run(2), 492, LongStream.of(491, 492));
        awaitSeen(run(2), new Seen(492, 0, 10));
        assertThat(seen()).containsEntry(run, new Seen(3_011, 10, 0));
    }

    @Test
    void goesOnWhereItWasWhenKafkaIsBack() {
        commit(run, 10, LongStream.of(1, 2, 2, 4, 10));
        awaitSeen(run, new Seen(10, 6, 1));
        Broker.stopped();
        assertThat(seen()).containsEntry(run, new Seen(10, 6, 1));

        Broker.running();
        commit(run, 11, LongStream.of(11));

        awaitSeen(run, new Seen(11, 6, 1));
    }

    private void awaitSeen(UUID of, Seen expected) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> expected.equals(seen().get(of)));
    }

    /** As a caller does, it tries again after a failure. */
    private Map<UUID, Seen> seen() {
        try {
            return readBack.read(Set.of(PARTITION)).seen().getOrDefault(PARTITION, Map.of());
        } catch (KafkaException e) {
            return Map.of();
        }
    }

    private void commit(UUID of, long position, LongStream sequences) {
        producer.beginTransaction();
        send(of, sequences);
        byte[] value = ascii("{\"run\":\"%s\",\"partition\":%d,\"sequence\":%d}".formatted(of, PARTITION, position));
        send(new ProducerRecord<>(
                stream.config().positionsTopic(), PARTITION, ascii("%s/%d".formatted(of, PARTITION)), value));
        producer.commitTransaction();
    }

    private void send(UUID of, LongStream sequences) {
        sequences.forEach(sequence -> send(new ProducerRecord<>(
                topic,
                PARTITION,
                null,
                ascii("AAPL"),
                ascii("{}"),
                new RecordHeaders().add("run", ascii(of.toString())).add("sequence", ascii(Long.toString(sequence))))));
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static UUID run(int number) {
        return UUID.fromString("0199a0b4-%04x-7000-8000-000000000000".formatted(number));
    }
}
