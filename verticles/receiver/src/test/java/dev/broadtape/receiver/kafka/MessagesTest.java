package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.TickCodec;
import dev.broadtape.receiver.Broker;
import dev.broadtape.receiver.Committed;
import dev.broadtape.receiver.Frames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static Vertx vertx;
    private final UUID run = UUID.randomUUID();

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().await();
    }

    private static Stream stream(ValueFormat format) {
        Stream stream = KafkaTickLogTest.stream(format);
        new Topics(vertx, stream).ensure().await();
        return stream;
    }

    private void commit(Stream stream, int partition, int groups, int ticks) {
        try (var log = new KafkaTickLog(stream, partition, System::nanoTime)) {
            log.open();
            for (int i = 0; i < groups; i++) {
                log.commit(List.of(Frames.of(run, partition, 1 + (long) i * ticks, ticks)), Map.of());
            }
        }
        awaitMarkers(stream, partition);
    }

    private static void awaitMarkers(Stream stream, int partition) {
        Committed.of(stream.bootstrapServers(), stream.config().topic(), partition);
        Committed.of(stream.bootstrapServers(), stream.config().positionsTopic(), partition);
    }

    private static List<Message> newest(Stream stream, String topic, int limit) {
        return new Messages(stream, System::nanoTime).newest(topic, limit);
    }

    @Test
    void showsTheNewestOfAllPartitionsNewestFirst() {
        Stream stream = stream(ValueFormat.JSON);
        commit(stream, 0, 1, 5);
        commit(stream, 1, 1, 5);

        List<Message> messages = newest(stream, stream.config().topic(), 7);

        assertThat(messages).extracting(Message::partition).containsExactly(1, 1, 1, 1, 1, 0, 0);
        Message newest = messages.get(0);
        assertThat(newest.key()).contains("JNJ");
        assertThat(newest.headers()).containsEntry("sequence", "5").containsEntry("run", run.toString());
        assertThat(newest.value().get("price")).hasToString("187.4385");
    }

    /** After each commit comes a marker, so half of the offsets here hold none of ours. */
    @Test
    void findsEnoughAmongTransactionMarkers() {
        Stream stream = stream(ValueFormat.JSON);
        commit(stream, 0, 60, 1);

        assertThat(newest(stream, stream.config().topic(), 50))
                .extracting(message -> message.headers().get("sequence"))
                .startsWith("60", "59")
                .hasSize(50);
        assertThat(newest(stream, stream.config().positionsTopic(), 1))
                .extracting(message -> message.value().get("sequence").asLong())
                .containsExactly(60L);
    }

    @Test
    void showsWhatIsNoJsonInBase64() {
        Stream stream = stream(ValueFormat.SBE);
        commit(stream, 3, 1, 1);

        JsonNode value = newest(stream, stream.config().topic(), 1).get(0).value();

        assertThat(Base64.getDecoder().decode(value.asText()))
                .isEqualTo(new TickCodec().encode(Frames.tick(run, 3, 1)));
    }

    /** 600 kB each: a partition is shown up to 8 MiB. */
    @Test
    void showsAsManyHugeOnesAsItHasRoomFor() throws Exception {
        Stream stream = stream(ValueFormat.JSON);
        String topic = single(stream, Map.of());
        produce(stream, topic, 30, i -> "\"%d%s\"".formatted(i % 10, "x".repeat(600_000)));

        List<Message> messages = newest(stream, topic, 50);

        assertThat(messages).hasSize(13);
        assertThat(messages)
                .extracting(Message::offset)
                .startsWith(29L, 28L, 27L)
                .endsWith(17L);
        assertThat(messages.get(0).value().asText()).hasSize(600_001).startsWith("9");
    }

    @Test
    void findsWhatIsLeftOfACompactedTopic() throws Exception {
        Stream stream = stream(ValueFormat.JSON);
        String topic = single(
                stream,
                Map.of(
                        "cleanup.policy", "compact",
                        "segment.ms", "50",
                        "min.cleanable.dirty.ratio", "0.01",
                        "max.compaction.lag.ms", "100"));

        await().atMost(Duration.ofMinutes(1)).until(() -> {
            produce(stream, topic, 100, Integer::toString);
            return newest(stream, topic, 500).size() < 50;
        });

        List<Message> left = newest(stream, topic, 3);
        assertThat(left).isSortedAccordingTo(Message.NEWEST_FIRST);
        assertThat(left.get(0).value().asInt()).isEqualTo(99);
        assertThat(left)
                .hasSameSizeAs(newest(stream, topic, 500).stream().limit(3).toList());
    }

    private static String single(Stream stream, Map<String, String> settings) throws Exception {
        String topic = "single-" + UUID.randomUUID();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stream.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings)))
                    .all()
                    .get();
        }
        return topic;
    }

    /** All with the same key. */
    private static void produce(Stream stream, String topic, int count, IntFunction<String> value) {
        try (var sender = new Sender(stream, new SimpleMeterRegistry())) {
            for (int i = 0; i < count; i++) {
                sender.send(topic, Optional.of("key"), value.apply(i).getBytes(UTF_8), Instant.EPOCH);
            }
        }
    }

    @Test
    void hasNothingOfAnEmptyTopic() {
        Stream stream = stream(ValueFormat.JSON);

        assertThat(newest(stream, stream.config().topic(), 10)).isEmpty();
    }

    @Test
    void saysThatThereIsNoSuchTopic() {
        Stream stream = stream(ValueFormat.JSON);

        Fault fault = catchThrowableOfType(Fault.class, () -> newest(stream, "nowhere", 1));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.NOT_FOUND);
    }

    @Test
    void leavesNoGroupBehind() throws Exception {
        Stream stream = stream(ValueFormat.JSON);
        commit(stream, 0, 1, 1);
        newest(stream, stream.config().topic(), 1);

        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Broker.running().address()))) {
            assertThat(admin.listGroups().all().get()).isEmpty();
        }
    }
}
