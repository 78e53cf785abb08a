package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Retry;
import dev.broadtape.receiver.Broker;
import dev.broadtape.receiver.Committed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SenderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final String topic = "notes-" + UUID.randomUUID();
    private final Stream stream = stream();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Sender sender = new Sender(stream, metrics);

    @AfterEach
    void close() {
        sender.close();
        vertx.close().await();
    }

    private Stream stream() {
        var send = new SendConfig(List.of(topic), topic + "-failed");
        var config = new StreamConfig(
                topic + "-ticks",
                ValueFormat.JSON,
                topic + "-positions",
                "system-events",
                Duration.ofHours(1),
                64L << 20,
                SchemaRegistryConfig.NONE,
                send);
        return new Stream(Broker.running().address(), config);
    }

    private void makeTopics(Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stream.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings)))
                    .all()
                    .get();
        }
        var topics = new Topics(vertx, stream);
        new Retry(vertx, "making topics").untilDone(topics::ensure).await();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String of) {
        return IntStream.range(0, of.equals(topic) ? 1 : Contract.PARTITIONS)
                .boxed()
                .flatMap(partition -> Committed.of(stream.bootstrapServers(), of, partition).stream())
                .toList();
    }

    private Fault refused(Optional<String> key, byte[] value) {
        return catchThrowableOfType(Fault.class, () -> sender.send(topic, key, value, NOW));
    }

    @Test
    void sendsAndTellsWhereItIs() throws Exception {
        makeTopics(Map.of());

        sender.send(topic, Optional.empty(), "one".getBytes(UTF_8), NOW);
        Sent sent = sender.send(topic, Optional.of("desk"), "two".getBytes(UTF_8), NOW);

        assertThat(sent.offset()).isEqualTo(1);
        assertThat(records(topic))
                .extracting(record -> new String(record.value(), UTF_8))
                .containsExactly("one", "two");
        assertThat(records(topic).get(0).key()).isNull();
        assertThat(records(topic).get(1).key()).isEqualTo("desk".getBytes(UTF_8));
        assertThat(metrics.counter("broadtape.receiver.kafka.sent").count()).isEqualTo(2);
    }

    @Test
    void makesTheTopicsThatItSendsTo() {
        new Topics(vertx, stream).ensure().await();

        assertThat(sender.send(topic, Optional.empty(), new byte[0], NOW).offset())
                .isZero();
    }

    @Test
    void keepsWhatIsTooLargeForItsTopicWithTheReason() throws Exception {
        makeTopics(Map.of("max.message.bytes", "1000"));
        byte[] large = "x".repeat(900_000).getBytes(UTF_8);

        Fault fault = refused(Optional.of("desk"), large);

        assertThat(fault.kind()).isEqualTo(Fault.Kind.TOO_LARGE);
        assertThat(fault).hasMessageContaining("kept in " + topic + "-failed");
        assertThat(records(topic)).isEmpty();
        assertThat(records(topic + "-failed")).singleElement().satisfies(kept -> {
            assertThat(kept.value()).isEqualTo(large);
            assertThat(kept.key()).isEqualTo("desk".getBytes(UTF_8));
            assertThat(header(kept, "topic")).isEqualTo(topic);
            assertThat(header(kept, "error")).isEqualTo("RecordTooLargeException");
            assertThat(header(kept, "reason")).isNotBlank();
            assertThat(header(kept, "failedAt")).isEqualTo(NOW.toString());
        });
        assertThat(metrics.counter("broadtape.receiver.kafka.failed").count()).isEqualTo(1);
    }

    @Test
    void keepsWhatACompactedTopicDoesNotTakeWithoutAKey() throws Exception {
        makeTopics(Map.of("cleanup.policy", "compact"));

        assertThat(refused(Optional.empty(), "{}".getBytes(UTF_8)).kind()).isEqualTo(Fault.Kind.INVALID);

        assertThat(records(topic + "-failed")).singleElement().satisfies(kept -> {
            assertThat(kept.key()).isNull();
            assertThat(header(kept, "error")).isEqualTo("InvalidRecordException");
        });
        assertThat(sender.send(topic, Optional.of("desk"), "{}".getBytes(UTF_8), NOW)
                        .offset())
                .isZero();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    @Test
    void keepsNothingThatMayWorkAgain() {
        assertThat(refused(Optional.empty(), new byte[0]).kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(metrics.counter("broadtape.receiver.kafka.failed").count()).isZero();
    }
}
