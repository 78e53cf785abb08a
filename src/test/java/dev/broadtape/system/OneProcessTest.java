package dev.broadtape.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar broadtape.jar} on an empty folder, then killed, then stopped, and started again each time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OneProcessTest {
    @TempDir
    static Path folder;

    private final Ports ports = new Ports();
    private Broadtape broadtape;

    @BeforeAll
    void awaitTicks() {
        broadtape = Broadtape.whole(folder, ports);
        broadtape.awaitReady(ports.of("receiver"));
        await().alias("ticks in the store")
                .atMost(Broadtape.PATIENCE)
                .ignoreExceptions()
                .until(() -> total() > 300);
    }

    @Test
    @Order(1)
    void realHistoryIsThereForEverySymbol() {
        JsonObject stocks = Broadtape.json(ports.of("ingest"), "/api/v1/stocks");
        assertThat(stocks.getInteger("count")).isEqualTo(30);

        JsonObject apple = Broadtape.json(ports.of("ingest"), "/stock-data/aapl?limit=2");
        assertThat(apple.getInteger("count")).isEqualTo(2);
        JsonObject newest = apple.getJsonArray("data").getJsonObject(0);
        assertThat(newest.getString("date")).startsWith("2021-04-21");
        assertThat(newest.getDouble("close_price")).isEqualTo(133.5);
        assertThat(newest.getDouble("low_price")).isEqualTo(131.3001);
    }

    @Test
    @Order(2)
    void theSameTicksAreInTheStoreAndInKafka() {
        JsonObject tick = Broadtape.json(ports.of("receiver"), "/ticks/AAPL?limit=1")
                .getJsonArray("ticks")
                .getJsonObject(0);

        ConsumerRecord<String, String> record = KafkaRecords.committed(ports.of("kafka"), "stock-ticks").stream()
                .filter(candidate -> candidate.key().equals("AAPL"))
                .filter(candidate ->
                        new JsonObject(candidate.value()).getLong("sequence").equals(tick.getLong("sequence")))
                .findFirst()
                .orElseThrow();

        assertThat(new JsonObject(record.value())).isEqualTo(tick);
        assertThat(record.partition()).isEqualTo(tick.getInteger("partition"));
    }

    @Test
    @Order(3)
    void domainEventsWentThroughSnsAndKafka() {
        await().atMost(Broadtape.PATIENCE)
                .untilAsserted(() -> assertThat(eventTypes())
                        .contains(
                                "stock_data_loaded",
                                "company_info_updated",
                                "batch_data_completed",
                                "data_threshold_reached",
                                "streaming_ready",
                                "streaming_started"));
        JsonObject bridge = new JsonObject(metricsOf("bridge"));
        assertThat(bridge.getDouble("broadtape_bridge_events_sent_sns")).isPositive();
        assertThat(bridge.getDouble("broadtape_bridge_events_received")).isPositive();
    }

    private Set<String> eventTypes() {
        return KafkaRecords.committed(ports.of("kafka"), "system-events").stream()
                .map(record -> new JsonObject(record.value()).getString("eventType"))
                .collect(Collectors.toSet());
    }

    /** Every sample whose name begins like that, from any tier of the process: they share their metrics. */
    private String metricsOf(String tier) {
        var samples = new JsonObject();
        Broadtape.get(ports.of("ingest"), "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("broadtape_" + tier))
                .forEach(line ->
                        samples.put(line.split("[ {]", 2)[0], Double.valueOf(line.substring(line.lastIndexOf(' ')))));
        return samples.encode();
    }

    @Test
    @Order(4)
    void everyTierAnswersTheCommonRoutes() {
        for (String tier : List.of("ingest", "driver", "receiver", "dashboard")) {
            assertThat(Broadtape.get(ports.of(tier), "/health/live").statusCode())
                    .as(tier)
                    .isEqualTo(200);
            assertThat(Broadtape.get(ports.of(tier), "/health/ready").statusCode())
                    .as(tier)
                    .isEqualTo(200);
            assertThat(Broadtape.get(ports.of(tier), "/metrics").body())
                    .as(tier)
                    .contains("jvm_memory_used_bytes");
            var nowhere = Broadtape.get(ports.of(tier), "/no/such/route");
            assertThat(nowhere.statusCode()).as(tier).isEqualTo(404);
            assertThat(nowhere.headers().firstValue("content-type")).hasValue("application/problem+json");
        }
    }

    @Test
    @Order(5)
    void badInputGetsAClearErrorOnEveryTier() {
        int ingest = ports.of("ingest");
        assertThat(Broadtape.post(ingest, "/fetch", "{\"symbols\": [").statusCode())
                .isEqualTo(400);
        assertThat(Broadtape.post(ingest, "/fetch", "[]").statusCode()).isEqualTo(400);
        assertThat(Broadtape.post(ingest, "/fetch", "{\"symbols\": [\"A B\"]}").statusCode())
                .isEqualTo(422);
        assertThat(Broadtape.post(ingest, "/fetch", "{\"symbols\": [\"AAPL\"], \"colour\": 1}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(Broadtape.post(ingest, "/fetch", "x".repeat(2 << 20)).statusCode())
                .isEqualTo(413);
        assertThat(Broadtape.get(ingest, "/stock-data/brk.b").statusCode()).isEqualTo(404);
        assertThat(Broadtape.get(ingest, "/stock-data/AAPL?limit=0").statusCode())
                .isEqualTo(422);
        assertThat(Broadtape.get(ports.of("receiver"), "/ticks/NOSUCH").statusCode())
                .isEqualTo(404);
        assertThat(Broadtape.get(ports.of("receiver"), "/ticks?symbol=%24where").statusCode())
                .isEqualTo(422);
    }

    @Test
    @Order(6)
    void fetchingKnownSymbolsAgainIsAJobThatSucceeds() {
        var accepted = Broadtape.post(ports.of("ingest"), "/fetch", "{\"symbols\": [\"ibm\"]}");
        assertThat(accepted.statusCode()).isEqualTo(202);
        String location = accepted.headers().firstValue("location").orElseThrow();

        await().atMost(Broadtape.PATIENCE)
                .untilAsserted(() -> assertThat(
                                Broadtape.json(ports.of("ingest"), location).encode())
                        .contains("\"state\":\"finished\"", "\"succeeded\":1"));
    }

    @Test
    @Order(7)
    void pausesAndResumes() {
        int driver = ports.of("driver");
        String run = Broadtape.json(driver, "/status").getJsonObject("run").getString("run");

        assertThat(Broadtape.post(driver, "/api/v1/runs/%s/pause".formatted(run), "")
                        .statusCode())
                .isEqualTo(200);
        await().until(() -> Broadtape.json(driver, "/status").getLong("lag_millis") == 0 && settled());
        long paused = total();
        await().during(Duration.ofMillis(500)).until(() -> total() == paused);

        assertThat(Broadtape.post(driver, "/api/v1/runs/%s/resume".formatted(run), "")
                        .statusCode())
                .isEqualTo(200);
        await().until(() -> total() > paused);
    }

    private boolean settled() {
        JsonObject figures = Broadtape.json(ports.of("driver"), "/health").getJsonObject("figures");
        return figures.getLong("ticksGenerated").equals(figures.getLong("ticksAcknowledged"));
    }

    @Test
    @Order(8)
    void killNineLosesAndDoublesNothingAndKeepsHistoryAndTicks() {
        for (int round = 0; round < 2; round++) {
            long before = total();
            broadtape.kill();
            broadtape = Broadtape.whole(folder, ports);
            broadtape.awaitReady(ports.of("receiver"));
            await().atMost(Broadtape.PATIENCE).ignoreExceptions().until(() -> total() > before + 300);
        }
        assertThat(Broadtape.json(ports.of("ingest"), "/api/v1/stocks").getInteger("count"))
                .isEqualTo(30);
        assertContiguous();
    }

    @Test
    @Order(9)
    void sigtermDrainsAndExitsWithZeroWithinTenSeconds() {
        assertThat(broadtape.terminate(Duration.ofSeconds(10)))
                .as(broadtape.log())
                .isZero();

        broadtape = Broadtape.whole(folder, ports);
        broadtape.awaitReady(ports.of("receiver"));
        assertContiguous();
        broadtape.close();
    }

    /** Of each partition of the one run, every sequence from 1 on exactly once and in order. */
    private void assertContiguous() {
        List<ConsumerRecord<String, String>> records = KafkaRecords.committed(ports.of("kafka"), "stock-ticks");
        Map<Integer, Long> last = new HashMap<>();
        Set<String> runs = new HashSet<>();
        for (ConsumerRecord<String, String> record : records) {
            JsonObject tick = new JsonObject(record.value());
            runs.add(tick.getString("run"));
            long expected = last.getOrDefault(record.partition(), 0L) + 1;
            assertThat(tick.getLong("sequence")).as(record.toString()).isEqualTo(expected);
            last.put(record.partition(), expected);
        }
        assertThat(runs).hasSize(1);
        assertThat(records.size()).isGreaterThan(300);
    }

    private long total() {
        return Broadtape.json(ports.of("receiver"), "/api/v1/stream/status").getLong("ticks_stored");
    }

    @Test
    @Order(3)
    void theLastKafkaMessagesAreToBeSeen() {
        JsonArray messages =
                Broadtape.json(ports.of("receiver"), "/kafka/messages?limit=5").getJsonArray("messages");
        assertThat(messages).hasSize(5);
        assertThat(messages.getJsonObject(0).getJsonObject("value").getString("symbol"))
                .isNotBlank();
    }
}
