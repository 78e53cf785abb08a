package dev.broadtape.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.Fault;
import dev.broadtape.receiver.Broker;
import dev.broadtape.receiver.Committed;
import dev.broadtape.receiver.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values in Avro, with a registry and a reader that others wrote. */
class ApicurioTest {
    private static final Vertx vertx = Vertx.vertx();
    private static final WebClient http = WebClient.create(vertx);
    private static Optional<Apicurio> running = Optional.empty();

    @BeforeAll
    static void start() {
        running = Optional.of(new Apicurio());
    }

    @AfterAll
    static void close() {
        running.ifPresent(Apicurio::close);
        vertx.close().await();
    }

    private static String url() {
        return running.orElseThrow().url();
    }

    private static Stream stream(String topic) {
        var registry = new SchemaRegistryConfig(Optional.of(url()), Optional.empty(), Optional.empty());
        return new Stream(
                Broker.running().address(),
                new StreamConfig(
                        topic,
                        ValueFormat.AVRO,
                        topic + "-positions",
                        "system-events",
                        Duration.ofHours(1),
                        64L << 20,
                        registry,
                        SendConfig.NONE));
    }

    private static HttpResponse<Buffer> ask(HttpMethod method, String path, JsonObject body) {
        return http.requestAbs(method, url() + path).sendJsonObject(body).await();
    }

    @Test
    void writesWhatAConsumerReadsWithTheSchemaOfTheRegistry() throws IOException {
        String topic = "avro-" + UUID.randomUUID();
        Stream stream = stream(topic);
        new Topics(vertx, stream).ensure().await();
        UUID run = UUID.randomUUID();
        try (var log = new KafkaTickLog(stream, 2, System::nanoTime)) {
            log.open();
            log.commit(List.of(Frames.of(run, 2, 1, 100)), Map.of());
        }

        List<ConsumerRecord<byte[], byte[]>> records = Committed.of(stream.bootstrapServers(), topic, 2);

        assertThat(records).hasSize(100);
        for (int i = 0; i < records.size(); i++) {
            ByteBuffer envelope = ByteBuffer.wrap(records.get(i).value());
            assertThat(envelope.get()).isZero();
            Schema schema = schema(envelope.getInt());
            GenericRecord tick = new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(records.get(i).value(), 5, envelope.remaining(), null));
            assertThat(tick.get("sequence")).isEqualTo(1L + i);
            assertThat(tick.get("symbol"))
                    .hasToString(Frames.tick(run, 2, 1L + i).symbol());
        }
    }

    private static Schema schema(int id) {
        return new Schema.Parser()
                .parse(ask(HttpMethod.GET, "/schemas/ids/" + id, new JsonObject())
                        .bodyAsJsonObject()
                        .getString("schema"));
    }

    @Test
    void usesTheSameIdEachTime() {
        String topic = "avro-" + UUID.randomUUID();
        Stream first = stream(topic);
        Stream second = stream(topic);
        first.schemas().ensure(vertx).await();
        second.schemas().ensure(vertx).await();

        assertThat(second.schemas().id()).isEqualTo(first.schemas().id());
        assertThat(ask(HttpMethod.GET, "/subjects/%s-value/versions".formatted(topic), new JsonObject())
                        .bodyAsJsonArray())
                .hasSize(1);
    }

    @Test
    void saysThatTheSubjectHasAnotherSchemaWhichOursDoesNotGoWith() {
        String topic = "avro-" + UUID.randomUUID();
        String subject = "/subjects/%s-value/versions".formatted(topic);
        var other = new JsonObject(
                "{\"type\":\"record\",\"name\":\"Tick\",\"namespace\":\"dev.broadtape\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");
        ask(HttpMethod.POST, subject, new JsonObject().put("schema", other.encode()));
        ask(HttpMethod.PUT, "/config/" + topic + "-value", new JsonObject().put("compatibility", "FULL"));

        Fault fault = catchThrowableOfType(
                Fault.class, () -> stream(topic).schemas().ensure(vertx).await());

        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(fault).hasMessageContaining("409").hasMessageContaining("Incompatible");
    }
}
