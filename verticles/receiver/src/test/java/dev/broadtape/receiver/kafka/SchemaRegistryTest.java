package dev.broadtape.receiver.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.config.Secret;
import dev.broadtape.receiver.Broker;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaRegistryTest {
    private final Vertx vertx = Vertx.vertx();
    private final RecordedRegistry recorded = new RecordedRegistry(Broker.freePort());

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private SchemaRegistry registry() {
        var where = new SchemaRegistryConfig(
                Optional.of(recorded.url()), Optional.of("desk"), Optional.of(new Secret("s3cret")));
        return new SchemaRegistry(new StreamConfig(
                "ticks",
                ValueFormat.AVRO,
                "positions",
                "events",
                Duration.ofHours(1),
                1 << 20,
                where,
                SendConfig.NONE));
    }

    private Fault fault(SchemaRegistry registry) {
        return catchThrowableOfType(Fault.class, () -> registry.ensure(vertx).await());
    }

    @Test
    void tellsASchemaThatIsNotKnownAndAsksNoMore() {
        recorded.start(vertx);
        SchemaRegistry registry = registry();

        registry.ensure(vertx).await();
        registry.ensure(vertx).await();

        assertThat(registry.id()).isEqualTo(RecordedRegistry.ID);
        assertThat(recorded.asked())
                .containsExactly(
                        "/apis/ccompat/v7/subjects/ticks-value Basic ZGVzazpzM2NyZXQ=",
                        "/apis/ccompat/v7/subjects/ticks-value/versions Basic ZGVzazpzM2NyZXQ=");
    }

    @Test
    void registersNothingThatIsKnown() {
        recorded.start(vertx);
        registry().ensure(vertx).await();
        SchemaRegistry another = registry();

        another.ensure(vertx).await();

        assertThat(another.id()).isEqualTo(RecordedRegistry.ID);
        assertThat(recorded.asked()).hasSize(3);
    }

    @Test
    void saysThatItDoesNotAnswerAndGoesOnWhenItDoes() {
        SchemaRegistry registry = registry();

        Fault fault = fault(registry);
        assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
        assertThat(fault)
                .hasMessageContaining("schema registry " + recorded.url())
                .hasMessageContaining("refused");
        recorded.start(vertx);
        registry.ensure(vertx).await();

        assertThat(registry.id()).isEqualTo(RecordedRegistry.ID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "409; {\"error_code\":409,\"message\":\"Incompatible artifact: ticks-value\"}; answered 409",
                "401; {\"error_code\":401,\"message\":\"User cannot access the resource.\"}; answered 401",
                "200; {\"id\":\"seven\"}; answered 200",
                "200; <html>; answered 200",
                "200; []; answered 200",
                "404; nothing here; answered 404"
            })
    void saysWhatItAnswered(int status, String body, String said) {
        recorded.start(vertx);
        recorded.refuse(status, body);

        assertThat(fault(registry())).hasMessageContaining(said).hasMessageContaining(body);
    }

    @Test
    void needsNoneWithoutAvro() {
        var registry =
                new SchemaRegistry(KafkaTickLogTest.stream(ValueFormat.JSON).config());

        assertThat(registry.ensure(vertx).await()).isNull();
    }
}
