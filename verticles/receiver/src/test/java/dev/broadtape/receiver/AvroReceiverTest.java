package dev.broadtape.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.receiver.kafka.RecordedRegistry;
import dev.broadtape.receiver.kafka.SchemaRegistryConfig;
import dev.broadtape.receiver.kafka.ValueFormat;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.client.WebClient;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroReceiverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private final Presences presences = new Presences(vertx);
    private final Receivers receivers = new Receivers(Broker.running().port());
    private final UUID run = UUID.randomUUID();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private String readiness() {
        return http.get(receivers.port, "127.0.0.1", "/health/ready")
                .send()
                .await()
                .bodyAsString();
    }

    @Test
    void saysThatItWaitsForTheRegistryAndNeedsItOnlyOnce() {
        var registry = new RecordedRegistry(Broker.freePort());
        var where = new SchemaRegistryConfig(Optional.of(registry.url()), Optional.empty(), Optional.empty());
        receivers.deploy(vertx, "test-1", data, receivers.port, receivers.streamConfig(ValueFormat.AVRO, where));
        await().atMost(PATIENCE).until(() -> readiness().contains("schema registry " + registry.url()));
        assertThat(readiness()).contains("\"status\":\"DOWN\"");

        HttpServer server = registry.start(vertx);
        await().atMost(PATIENCE).until(() -> readiness().contains("\"status\":\"UP\""));
        presences.send(Frames.of(run, 0, 1, 4)).await();
        server.close().await();
        presences.send(Frames.of(run, 0, 5, 4)).await();

        assertThat(Committed.of(Broker.running().address(), receivers.topic, 0))
                .hasSize(8)
                .allSatisfy(record -> {
                    ByteBuffer value = ByteBuffer.wrap(record.value());
                    assertThat(value.get()).isZero();
                    assertThat(value.getInt()).isEqualTo(RecordedRegistry.ID);
                });
        assertThat(readiness()).contains("\"status\":\"UP\"");
    }
}
