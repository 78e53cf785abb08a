package dev.broadtape.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.DriverLedger;
import dev.broadtape.contract.DriverLedger.Count;
import dev.broadtape.contract.Ledger;
import dev.broadtape.contract.Ledger.OfPartition;
import dev.broadtape.contract.Wire;
import dev.broadtape.kit.Retry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two receivers on one bus, and a broker that anybody may write to. */
class LedgerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private final Presences presences = new Presences(vertx);
    private final Receivers receivers = new Receivers(Broker.running().port());
    private final UUID run = UUID.fromString("0199a0b4-0000-7000-8000-000000000001");

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void findsEveryTickEverywhereUntilSomebodyTampersWithTheTopic() {
        start("receiver-1", receivers.port);
        sendEverywhere(1, 5);
        start("receiver-2", Broker.freePort());
        sendEverywhere(6, 5);
        assertThat(IntStream.range(0, Contract.PARTITIONS)
                        .mapToObj(partition -> presences.owner(partition).receiver()))
                .contains("receiver-1", "receiver-2");
        vertx.setPeriodic(200, id -> speakAsDriver(10));

        Ledger ledger = awaitLedger(now -> now.runs().stream()
                .flatMap(of -> of.partitions().stream())
                .allMatch(partition -> partition.stored() == 10 && partition.inKafka() == 10));
        assertThat(ledger.residue()).isZero();
        assertThat(ledger.runs().get(0).partitions())
                .isEqualTo(IntStream.range(0, Contract.PARTITIONS)
                        .mapToObj(partition -> new OfPartition(partition, 10, 10, 10, 10, 0, Optional.empty()))
                        .toList());

        tamper(2, 7);

        OfPartition tampered = awaitLedger(now -> now.residue() != 0)
                .runs()
                .get(0)
                .partitions()
                .get(2);
        assertThat(tampered).isEqualTo(new OfPartition(2, 10, 10, 10, 11, 1, Optional.of("store → kafka")));
        assertThat(metrics()).contains("broadtape_receiver_ledger_residue 1.0", "broadtape_receiver_audit_lag ");
    }

    private void start(String name, int port) {
        receivers.deploy(vertx, name, data.resolve(name), port);
        await().atMost(PATIENCE)
                .until(() -> http.get(port, "127.0.0.1", "/health/ready")
                                .send()
                                .await()
                                .statusCode()
                        == 200);
        await().until(() -> presences.all().stream().anyMatch(p -> p.receiver().equals(name)));
    }

    private void sendEverywhere(long first, int count) {
        Future.all(IntStream.range(0, Contract.PARTITIONS)
                        .mapToObj(partition -> new Retry(vertx, "sending")
                                .untilDone(() -> presences.send(Frames.of(run, partition, first, count))))
                        .toList())
                .await();
    }

    private void speakAsDriver(long sequence) {
        List<Count> counts = IntStream.range(0, Contract.PARTITIONS)
                .mapToObj(partition -> new Count(partition, sequence, sequence))
                .toList();
        Contract.DRIVER_LEDGER.publish(vertx.eventBus(), DriverLedger.of(run, Frames.FENCE, counts));
    }

    private Ledger awaitLedger(Predicate<Ledger> expected) {
        return await().atMost(PATIENCE)
                .until(this::ledger, ledger -> !ledger.runs().isEmpty() && expected.test(ledger));
    }

    /** Over HTTP of one receiver, once the bus says the same, whoever answers there. */
    private Ledger ledger() {
        JsonObject answer = http.get(receivers.port, "127.0.0.1", "/api/v1/stream/ledger")
                .send()
                .await()
                .bodyAsJsonObject();
        Ledger ledger = Wire.fromJson(answer, Ledger.class);
        Ledger other =
                Contract.LEDGER.ask(vertx.eventBus(), Ledger.Request.current()).await();
        return ledger.runs().equals(other.runs()) ? ledger : Ledger.of(ledger.at(), List.of());
    }

    private void tamper(int partition, long sequence) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", Broker.running().address(), "transactional.id", "tamper-" + UUID.randomUUID());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, partition, sequence);
            producer.commitTransaction();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(KafkaProducer<byte[], byte[]> producer, int partition, long sequence) {
        var headers = new RecordHeaders();
        headers.add("run", run.toString().getBytes(US_ASCII));
        headers.add("sequence", Long.toString(sequence).getBytes(US_ASCII));
        producer.send(new ProducerRecord<>(receivers.topic, partition, null, new byte[0], new byte[0], headers));
    }

    private String metrics() {
        return http.get(receivers.port, "127.0.0.1", "/metrics").send().await().bodyAsString();
    }
}
