package dev.broadtape.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.TickCodec;
import dev.broadtape.receiver.Broker;
import dev.broadtape.receiver.Committed;
import dev.broadtape.receiver.Frames;
import io.vertx.core.Vertx;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
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
