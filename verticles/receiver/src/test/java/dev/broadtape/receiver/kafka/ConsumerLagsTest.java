package dev.broadtape.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.receiver.Committed;
import dev.broadtape.receiver.Frames;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumerLagsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Stream stream = KafkaTickLogTest.stream(ValueFormat.JSON);
    private final String group = "desk-" + UUID.randomUUID();

    @AfterEach
    void close() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stream.bootstrapServers()))) {
            admin.deleteConsumerGroups(List.of(group)).all().get();
        }
        vertx.close().await();
    }

    private void commit(long offset) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stream.bootstrapServers(), "group.id", group),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var source = new TopicPartition(stream.config().topic(), 0);
            consumer.assign(List.of(source));
            consumer.commitSync(Map.of(source, new OffsetAndMetadata(offset)), Duration.ofSeconds(30));
        }
    }

    /** Ten ticks and the marker of their transaction. */
    @Test
    void tellsHowFarEachGroupIsBehind() {
        new Topics(vertx, stream).ensure().await();
        try (var log = new KafkaTickLog(stream, 0, System::nanoTime)) {
            log.open();
            log.commit(List.of(Frames.of(UUID.randomUUID(), 0, 1, 10)), Map.of());
        }
        Committed.of(stream.bootstrapServers(), stream.config().topic(), 0);
        assertThat(new ConsumerLags(stream).read()).doesNotContainKey(group);

        commit(4);
        assertThat(new ConsumerLags(stream).read()).containsEntry(group, 7L);

        commit(11);
        assertThat(new ConsumerLags(stream).read()).containsEntry(group, 0L);
    }
}
