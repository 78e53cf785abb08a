package dev.broadtape.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Wire;
import dev.broadtape.kit.config.SnsConfig;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events on their way out: to a real broker and to a stand-in for SNS, either of which may be away. */
class BridgeVerticleTest {
    @TempDir
    private static Path folder;

    private static int kafkaPort;
    private static KafkaBroker kafka;

    private final String topic = "system-events-" + UUID.randomUUID();
    private final BridgeConfig config = new BridgeConfig(Fixtures.config().sns(), new BridgeConfig.Kafka(topic));
    private final Bridge bridge = new Bridge();
    private SnsStandIn sns;

    @BeforeAll
    static void startKafka() throws Exception {
        kafkaPort = Fixtures.freePort();
        kafka = KafkaBroker.start(folder, kafkaPort);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void start() throws Exception {
        sns = new SnsStandIn(bridge.vertx, SigningKey.sns());
        sns.subscription = SnsStandIn.ARN + ":1";
        startBridge();
    }

    @AfterEach
    void close() {
        bridge.close();
    }

    @Test
    void sendsEveryEventToBothAndOnlyOnce() throws Exception {
        DomainEvent[] events =
                IntStream.range(0, 9).mapToObj(i -> Fixtures.about("S" + i)).toArray(DomainEvent[]::new);
        DomainEvent noSymbol = Fixtures.event(new EventData.StreamingReady(5, 5));

        assertThat(bridge.publish(events)).hasSize(9);
        assertThat(bridge.publish(noSymbol)).containsExactly(noSymbol.eventId());
        assertThat(bridge.publish(noSymbol)).containsExactly(noSymbol.eventId());

        List<ConsumerRecord<String, String>> records = records();
        assertThat(records)
                .extracting(record -> record.key())
                .startsWith("S0", "S1")
                .endsWith("ingest")
                .hasSize(10);
        assertThat(event(records.get(3))).isEqualTo(events[3]);
        assertThat(sns.calls("PublishBatch")).hasSize(2);
        assertThat(sns.calls("PublishBatch").get(0)).containsEntry("TopicArn", SnsStandIn.ARN);
        bridge.awaitFigure("eventsSentSns", 10);
        bridge.awaitFigure("eventsSentKafka", 10);
        assertThat(retention()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void aPartialFailureIsOfOneEventAndWhatKafkaTookIsNotDoubled() {
        DomainEvent good = Fixtures.about("GOOD");
        DomainEvent bad = Fixtures.about("BAD");
        sns.unwanted = "BAD Inc.";

        assertThat(bridge.publish(good, bad)).containsExactly(good.eventId());
        sns.unwanted = "nothing";
        assertThat(bridge.publish(bad)).containsExactly(bad.eventId());

        assertThat(records()).extracting(record -> record.key()).containsExactly("GOOD", "BAD");
    }

    @Test
    void goesOnByItselfAfterKafkaWasAway() throws Exception {
        DomainEvent event = Fixtures.about("AAPL");
        kafka.close();

        Instant asked = Instant.now();
        Fault fault = catchThrowableOfType(Fault.class, () -> bridge.publish(event));

        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(fault).hasMessageContaining("Kafka at 127.0.0.1:" + kafkaPort);
        bridge.awaitCheck("kafka", false);
        kafka = KafkaBroker.start(folder, kafkaPort);
        bridge.awaitCheck("kafka", true);
        assertThat(bridge.publish(event)).containsExactly(event.eventId());
        assertThat(records()).extracting(record -> record.key()).contains("AAPL");
    }

    @Test
    void goesOnByItselfAfterSnsWasAway() {
        DomainEvent event = Fixtures.about("AAPL");
        sns.close();

        Fault fault = catchThrowableOfType(Fault.class, () -> bridge.publish(event));

        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        bridge.awaitCheck("sns", false);
        sns.restart();
        bridge.awaitCheck("sns", true);
        assertThat(bridge.publish(event)).containsExactly(event.eventId());
    }

    @Test
    void goesOnWithKafkaWhileSnsRefusesTheCredentials() {
        DomainEvent event = Fixtures.about("AAPL");
        sns.refusal = Optional.of("InvalidClientTokenId");

        Fault fault = catchThrowableOfType(Fault.class, () -> bridge.publish(event));

        assertThat(fault).hasMessageContaining("credentials are refused");
        bridge.awaitCheck("sns", false);
        bridge.awaitCheck("kafka", true);
        assertThat(records()).extracting(record -> record.key()).containsExactly("AAPL");
        sns.refusal = Optional.empty();
        bridge.awaitCheck("sns", true);
        assertThat(bridge.publish(event)).containsExactly(event.eventId());
        assertThat(records()).hasSize(1);
    }

    @Test
    void stopsAndStartsAgain() {
        bridge.stop();
        startBridge();

        UUID id = bridge.publish(Fixtures.about("AAPL")).get(0);

        assertThat(event(records().get(0)).eventId()).isEqualTo(id);
    }

    private void startBridge() {
        bridge.start(config, new SnsConfig(true, sns.port), kafkaPort);
        bridge.awaitCheck("kafka", true);
        bridge.awaitCheck("sns", true);
    }

    private static DomainEvent event(ConsumerRecord<String, String> record) {
        return Wire.decode(Buffer.buffer(record.value()), DomainEvent.class);
    }

    /** All that the topic holds now. */
    private List<ConsumerRecord<String, String>> records() {
        var partition = new TopicPartition(topic, 0);
        var records = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + kafkaPort),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    private Duration retention() throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + kafkaPort))) {
            var config = Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).all().get().get(resource));
            String millis = config.get("retention.ms").value();
            return Duration.ofMillis(Long.parseLong(millis));
        }
    }
}
