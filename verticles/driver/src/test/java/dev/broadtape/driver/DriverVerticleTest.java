package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.broadtape.contract.Contract;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.ReadySymbols;
import dev.broadtape.contract.ReadySymbols.Ready;
import dev.broadtape.contract.Recorded;
import dev.broadtape.contract.Tick;
import dev.broadtape.kit.Events;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.Secret;
import dev.broadtape.kit.config.SecurityConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verticle on a real bus and a MongoDB-wire server; the receiver and ingest are the test's. */
class DriverVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private final List<Ready> ready = new CopyOnWriteArrayList<>();
    private final List<ReceiverDouble> receivers = new ArrayList<>();
    private MongoServer mongo = new MongoServer(new MemoryBackend());
    private InetSocketAddress mongoAddress = mongo.bind();
    private int port;

    @BeforeEach
    void start() throws Exception {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        get(Contract.READY_SYMBOLS
                .answerWith(vertx.eventBus(), q -> Future.succeededFuture(ReadySymbols.of(List.copyOf(ready))))
                .completion());
        get(Contract.RECORD_EVENT
                .answerWith(vertx.eventBus(), event -> Future.succeededFuture(Recorded.of(event.eventId())))
                .completion());
        for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
            receivers.add(new ReceiverDouble(vertx, partition));
        }
    }

    @AfterEach
    void stop() {
        get(vertx.close());
        mongo.shutdownNow();
    }

    @Test
    void waitsForTheThresholdAndThenStreamsWithoutAGap() {
        add("AAPL", "MSFT", "IBM", "GE");
        deploy();

        await().untilAsserted(
                        () -> assertThat(status().getInteger("ready_symbols")).isEqualTo(4));
        assertThat(status().getBoolean("is_streaming")).isFalse();
        assertThat(status().getValue("run")).isNull();

        add("KO");
        announceReady();

        await().untilAsserted(() -> assertThat(ticks()).hasSizeGreaterThan(50));
        receivers.forEach(ReceiverDouble::assertContiguous);
        assertThat(status().getBoolean("is_streaming")).isTrue();
    }

    @Test
    void newSymbolsJoinWhileItRuns() {
        add("AAPL", "MSFT", "IBM", "GE", "KO");
        deploy();
        await().untilAsserted(() -> assertThat(ticks()).isNotEmpty());

        add("TSLA", "BRK.B");
        announceReady();

        await().untilAsserted(() -> assertThat(ticks()).extracting(Tick::symbol).contains("TSLA", "BRK.B"));
        receivers.forEach(ReceiverDouble::assertContiguous);
    }

    @Test
    void aLostFrameIsMadeAgainWithTheSameTicks() {
        add("AAPL", "MSFT", "IBM", "GE", "KO");
        deploy();
        await().untilAsserted(() -> assertThat(ticks()).isNotEmpty());

        receivers.forEach(receiver -> receiver.failNext(3));

        int before = ticks().size();
        await().untilAsserted(() -> assertThat(ticks()).hasSizeGreaterThan(before + 50));
        receivers.forEach(ReceiverDouble::assertContiguous);
        receivers.forEach(ReceiverDouble::assertResentTheSame);
    }

    @Test
    void aReceiverThatDoesNotAnswerStopsTheTapeAtTheWindow() {
        add("AAPL", "MSFT", "IBM", "GE", "KO");
        deploy();
        await().untilAsserted(() -> assertThat(ticks()).isNotEmpty());

        receivers.forEach(receiver -> receiver.hold(true));
        await().untilAsserted(() -> assertThat(figure("framesInFlight")).isEqualTo(windowOfAll()));
        long generated = figure("ticksGenerated");
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(figure("ticksGenerated")).isEqualTo(generated));

        receivers.forEach(receiver -> receiver.hold(false));
        await().untilAsserted(() -> assertThat(figure("ticksGenerated")).isGreaterThan(generated));
        receivers.forEach(ReceiverDouble::assertContiguous);
    }

    private long windowOfAll() {
        return receivers.stream().filter(ReceiverDouble::hasTicks).count() * 8;
    }

    @Test
    void pausesAndResumesAndSaysWhenItCannot() {
        add("AAPL", "MSFT", "IBM", "GE", "KO");
        deploy();
        await().untilAsserted(() -> assertThat(ticks()).isNotEmpty());
        String run = status().getJsonObject("run").getString("run");

        assertThat(post("/api/v1/runs/" + run + "/pause").bodyAsJsonObject().getString("state"))
                .isEqualTo("paused");
        assertThat(post("/api/v1/runs/" + run + "/pause").statusCode()).isEqualTo(409);
        await().untilAsserted(() -> assertThat(figure("framesInFlight")).isZero());
        int paused = ticks().size();
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(ticks()).hasSize(paused));

        assertThat(post("/api/v1/runs/" + run + "/resume").bodyAsJsonObject().getString("state"))
                .isEqualTo("running");
        await().untilAsserted(() -> assertThat(ticks()).hasSizeGreaterThan(paused));
        receivers.forEach(ReceiverDouble::assertContiguous);
    }

    @Test
    void anotherDriverGoesOnWithTheStoredRunAtTheNextSequence() {
        add("AAPL", "MSFT", "IBM", "GE", "KO");
        String first = deploy();
        await().untilAsserted(() -> assertThat(ticks()).hasSizeGreaterThan(20));
        String run = status().getJsonObject("run").getString("run");
        get(vertx.undeploy(first));
        int before = ticks().size();

        deploy();

        await().untilAsserted(() -> assertThat(ticks()).hasSizeGreaterThan(before + 20));
        assertThat(status().getJsonObject("run").getString("run")).isEqualTo(run);
        receivers.forEach(ReceiverDouble::assertContiguous);
    }

    @Test
    void makesATickAgainByItsSequence() {
        add("AAPL", "MSFT", "IBM", "GE", "KO");
        deploy();
        await().untilAsserted(() -> assertThat(ticks()).hasSizeGreaterThan(20));
        Tick tick = ticks().get(7);

        JsonObject again = getJson("/api/v1/runs/%s/ticks/%s/%d".formatted(tick.run(), tick.symbol(), tick.sequence()));

        assertThat(new BigDecimal(again.getValue("price").toString()).movePointRight(4))
                .isEqualByComparingTo(BigDecimal.valueOf(tick.priceE4()));
        assertThat(send("/api/v1/runs/%s/ticks/%s/%d".formatted(tick.run(), "NOPE", 1))
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("/api/v1/runs/nonsense").statusCode()).isEqualTo(422);
    }

    @Test
    void mongoAwayIsNamedAndTheTapeStartsWhenItComes() {
        mongo.shutdownNow();
        add("AAPL", "MSFT", "IBM", "GE", "KO");
        deploy();

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(send("/health/ready").bodyAsString())
                        .contains("\"mongodb\"")
                        .contains("DOWN"));
        assertThat(send("/health/ready").statusCode()).isEqualTo(503);
        assertThat(send("/api/v1/runs").statusCode()).isEqualTo(503);

        mongo = new MongoServer(new MemoryBackend());
        mongo.bind(mongoAddress);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ticks()).isNotEmpty());
        await().untilAsserted(
                        () -> assertThat(send("/health/ready").statusCode()).isEqualTo(200));
    }

    private String deploy() {
        var config = new DriverConfig(
                port,
                5,
                Duration.ofMillis(10),
                DriverConfig.Mode.RANDOM_WALK,
                42,
                BigDecimal.ONE,
                8,
                Duration.ofMinutes(1));
        var store = new MongoConfig(false, 1, new Secret("mongodb://127.0.0.1:" + mongoAddress.getPort()), "test");
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var node = new Node("test", "127.0.0.1", "0", Clock.systemUTC(), metrics);
        return get(vertx.deployVerticle(new DriverVerticle(node, config, store, SecurityConfig.NONE)));
    }

    private void add(String... symbols) {
        for (String symbol : symbols) {
            ready.add(new Ready(symbol, 1, 1_000_000, 1));
        }
    }

    private void announceReady() {
        var data = new EventData.DataThresholdReached(ready.size(), 5);
        var node = new Node(
                "test", "127.0.0.1", "0", Clock.systemUTC(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        Contract.EVENTS.publish(vertx.eventBus(), new Events(node, "ingest").of(data));
    }

    private List<Tick> ticks() {
        return IntStream.range(0, receivers.size())
                .mapToObj(receivers::get)
                .flatMap(receiver -> receiver.ticks().stream())
                .toList();
    }

    private long figure(String name) {
        return getJson("/health").getJsonObject("figures").getLong(name);
    }

    private JsonObject status() {
        return getJson("/status");
    }

    private JsonObject getJson(String path) {
        return send(path).bodyAsJsonObject();
    }

    private HttpResponse<?> send(String path) {
        return get(http.get(port, "127.0.0.1", path).send());
    }

    private HttpResponse<?> post(String path) {
        return get(http.post(port, "127.0.0.1", path).send());
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
