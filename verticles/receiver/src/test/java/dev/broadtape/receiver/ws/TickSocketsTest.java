package dev.broadtape.receiver.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.http.TierServer;
import dev.broadtape.receiver.Broker;
import dev.broadtape.receiver.Frames;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TickSocketsTest {
    private static final int MAX_CLIENTS = 3;
    private static final int MANY = 400;

    private final Vertx vertx = Vertx.vertx();
    private final int port = Broker.freePort();
    private final UUID run = UUID.randomUUID();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private String deployment = "";

    /** The server that a receiver has, without the rest of it. */
    private final class Server extends VerticleBase {
        private final Node node = new Node("test-1", "127.0.0.1", "0", Clock.systemUTC(), metrics);
        private final SocketConfig config = new SocketConfig(
                Duration.ofMillis(50),
                MAX_CLIENTS,
                4,
                10,
                1_000,
                Duration.ofSeconds(1),
                List.of("https://desk.example.com"));

        private final TickSockets sockets = new TickSockets(TickSocketsTest.this.vertx, node, config);

        @Override
        public Future<?> start() {
            var tier = new Tier("receiver", node, port);
            sockets.tell(tier);
            var server = new TierServer(vertx, tier);
            server.router().get("/ws/ticks").handler(sockets::admit);
            return sockets.open().compose(v -> server.listen(sockets.limits()));
        }

        @Override
        public Future<?> stop() {
            sockets.close();
            return Future.succeededFuture();
        }
    }

    @BeforeEach
    void start() {
        deployment = vertx.deployVerticle(new Server()).await();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Sockets connect(String symbols) {
        return Sockets.connect(vertx, port, symbols);
    }

    private void publish(int partition, long first, int count) {
        Contract.TICKS.publish(vertx.eventBus(), Frames.of(run, partition, first, count));
    }

    private static JsonObject subscribe(String... symbols) {
        return new JsonObject().put("action", "subscribe").put("symbols", new JsonArray(List.of(symbols)));
    }

    @Test
    void greetsAcknowledgesShowsAndGoesOn() {
        publish(0, 1, 8);
        Sockets client = connect("aapl,MSFT");

        JsonObject hello = client.await("hello", 1);
        assertThat(hello.getString("node")).isEqualTo("test-1");
        assertThat(hello.getInteger("frameMillis")).isEqualTo(50);
        assertThat(hello.getJsonObject("limits").getInteger("symbols")).isEqualTo(4);
        assertThat(client.await("subscribed", 1))
                .isEqualTo(new JsonObject("{\"type\":\"subscribed\",\"all\":false,\"symbols\":[\"AAPL\",\"MSFT\"]}"));
        JsonObject snapshot = client.await("snapshot", 1);
        assertThat(snapshot.getJsonArray("ticks")).hasSize(1);
        assertThat(snapshot.getJsonArray("ticks").getJsonObject(0).getLong("sequence"))
                .isEqualTo(8);

        publish(0, 9, 16);
        publish(3, 1, 4);

        await().until(() -> client.ticks().size() + client.conflated() == 5);
        assertThat(client.ticks()).extracting(tick -> tick.getString("symbol")).containsOnly("AAPL", "MSFT");
        assertThat(client.ticks()).last().matches(tick -> tick.getLong("sequence") == 3);
    }

    @Test
    void subscribesAndUnsubscribesAndAnswersWithTheWholeList() {
        Sockets client = connect("");
        assertThat(client.await("subscribed", 1).getJsonArray("symbols")).isEmpty();

        client.say(subscribe("AAPL", "F").put("id", "a"));
        assertThat(client.await("subscribed", 2).getJsonArray("symbols")).containsExactly("AAPL", "F");
        assertThat(client.await("subscribed", 2).getString("id")).isEqualTo("a");
        client.say(subscribe("AAPL").put("action", "unsubscribe"));
        assertThat(client.await("subscribed", 3).getJsonArray("symbols")).containsExactly("F");
        client.say(subscribe("*"));
        assertThat(client.await("subscribed", 4).getBoolean("all")).isTrue();
        client.say(subscribe("F").put("action", "unsubscribe").put("id", "b"));
        assertThat(client.await("error", 1).getString("code")).isEqualTo("subscribed_to_all");
        assertThat(client.await("error", 1).getString("id")).isEqualTo("b");
        publish(1, 1, 4);
        await().until(() -> client.ticks().size() + client.conflated() == 4);
        client.say(subscribe("*").put("action", "unsubscribe"));
        assertThat(client.await("subscribed", 5))
                .isEqualTo(new JsonObject("{\"type\":\"subscribed\",\"all\":false,\"symbols\":[]}"));
        client.say(new JsonObject().put("action", "ping").put("id", "c"));
        assertThat(client.await("pong", 1).getString("id")).isEqualTo("c");
    }

    @Test
    void beatsWithHowFarItIs() {
        Sockets client = connect("*");
        publish(2, 1, 12);

        await().until(() ->
                client.heard("heartbeat").anyMatch(beat -> beat.getLong("told") + beat.getLong("conflated") == 12));
        JsonObject beat = client.heard("heartbeat").reduce((a, b) -> b).orElseThrow();
        assertThat(beat.getJsonArray("positions"))
                .isEqualTo(new JsonArray().add(position(2, 12).put("unbrokenFrom", 1)));
        assertThat(client.await("heartbeat", 3)).isNotNull();
    }

    private JsonObject position(int partition, long sequence) {
        return new JsonObject()
                .put("run", run.toString())
                .put("partition", partition)
                .put("sequence", sequence);
    }

    @Test
    void goesOnWhereAClientWasWithEveryTickBetween() {
        publish(0, 1, 100);
        Sockets client = connect("");
        client.say(subscribe("AAPL", "T").put("since", new JsonArray().add(position(0, 20))));

        assertThat(client.await("subscribed", 2).getBoolean("resumed")).isTrue();
        await().until(() -> client.ticks().size() == 40);
        assertThat(client.ticks())
                .extracting(tick -> tick.getLong("sequence"))
                .startsWith(23L, 24L, 27L)
                .endsWith(96L, 99L, 100L);
        publish(0, 101, 4);
        await().until(() -> client.ticks().size() == 42);
        assertThat(client.heard("snapshot")).isEmpty();
        assertThat(client.conflated()).isZero();
    }

    @Test
    void showsHowThingsAreWhenTooMuchWasMissed() {
        publish(0, 1, 2_000);
        Sockets client = connect("");
        client.say(subscribe("AAPL").put("since", new JsonArray().add(position(0, 20))));

        assertThat(client.await("subscribed", 2).getBoolean("resumed")).isFalse();
        client.await("snapshot", 1);
        await().untilAsserted(() -> assertThat(
                        client.heard("snapshot").flatMap(message -> message.getJsonArray("ticks").stream()))
                .singleElement()
                .matches(tick -> ((JsonObject) tick).getLong("sequence") == 2_000));
        client.say(subscribe("F").put("since", new JsonArray()));
        assertThat(client.await("error", 1).getString("code")).isEqualTo("already_subscribed");
    }

    @Test
    void saysWhatIsWrongAndGoesOn() {
        Sockets client = connect("AAPL");
        for (String wrong : List.of("nonsense", "{\"action\":\"fly\"}")) {
            client.say(wrong);
        }
        client.say(subscribe("not a symbol"));
        client.say(subscribe("A", "B", "C", "D"));

        assertThat(List.of(
                        client.await("error", 1).getString("code"),
                        client.await("error", 2).getString("code"),
                        client.await("error", 3).getString("code"),
                        client.await("error", 4).getString("code")))
                .containsExactly("malformed", "unknown_action", "bad_symbol", "too_many_symbols");
        publish(0, 1, 8);
        await().until(() -> !client.ticks().isEmpty());
    }

    @Test
    void closesWhoTalksTooMuch() {
        Sockets client = connect("");
        for (int i = 0; i < 60 && !client.socket().isClosed(); i++) {
            Future<Void> unused = client.socket().writeTextMessage("{\"action\":\"ping\"}");
        }

        assertThat(client.closed()).isEqualTo((short) 1008);
        assertThat(client.heard("error"))
                .singleElement()
                .matches(error -> "rate_limited".equals(error.getString("code")));
        assertThat(metrics.scrape()).contains("broadtape_receiver_ws_closed_total{reason=\"too_many_messages\"} 1.0");
    }

    @Test
    void closesWhoSendsTooMuchOrBytes() {
        Sockets large = connect("");
        large.socket().writeTextMessage("x".repeat(20_000));
        assertThat(large.closed()).isEqualTo((short) 1009);
        Sockets binary = connect("");
        binary.socket().writeBinaryMessage(io.vertx.core.buffer.Buffer.buffer("{}"));
        assertThat(binary.closed()).isEqualTo((short) 1003);
    }

    /** Enough for what its system and ours hold: then nothing more is sent, it is told, and closed. */
    @Test
    void tellsAndClosesWhoTakesNothing() {
        Sockets slow = connect("*");
        Sockets other = connect("S1");
        slow.await("snapshot", 1);
        slow.socket().pause();
        long rounds = 0;
        while (!metrics.scrape().contains("broadtape_receiver_ws_closed_total{reason=\"slow\"} 1.0")) {
            assertThat(rounds).isLessThan(500);
            Contract.TICKS.publish(vertx.eventBus(), ofManySymbols(rounds++));
            long told = rounds;
            await().pollInterval(Duration.ofMillis(5)).until(() -> other.ticks().size() + other.conflated() == told);
        }
        slow.socket().resume();

        assertThat(slow.closed()).isEqualTo((short) 1008);
        assertThat(slow.heard("slow")).isNotEmpty();
        assertThat(slow.ticks().size()).isLessThan((int) (rounds * MANY));
        assertThat(metrics.scrape()).contains("broadtape_receiver_ws_clients 1.0");
    }

    private TickFrame ofManySymbols(long round) {
        List<Tick> ticks = IntStream.range(0, MANY)
                .mapToObj(i -> new Tick(
                        run, 0, 1 + round * MANY + i, TickSource.LIVE, "S" + i, round, 1_000, 900, 1_100, 1, 0))
                .toList();
        return new TickFrame(run, 1, 1, round, 0, TickSource.LIVE, 1 + round * MANY, 0, ticks);
    }

    @Test
    void hasOnlySoManyPlaces() {
        List<Sockets> all = List.of(connect(""), connect(""), connect(""));

        Throwable refused = catchThrowable(() -> connect(""));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        UpgradeRejectedException.class,
                        rejected -> assertThat(rejected.getStatus()).isEqualTo(503));

        all.get(0).socket().close().await();
        await().until(() -> metrics.scrape().contains("broadtape_receiver_ws_clients 2.0"));
        assertThat(connect("").await("hello", 1)).isNotNull();
        assertThat(metrics.scrape())
                .contains("broadtape_receiver_ws_refused_total{reason=\"full\"} 1.0")
                .contains("broadtape_receiver_ws_closed_total{reason=\"client\"} 1.0");
    }

    @Test
    void letsInOnlyPagesThatMay() {
        assertThat(statusFor("https://evil.example.com")).isEqualTo(403);
        assertThat(statusFor("https://desk.example.com")).isEqualTo(101);
        assertThat(statusFor("http://127.0.0.1:" + port)).isEqualTo(101);
    }

    private int statusFor(String origin) {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/ws/ticks")
                .addHeader("Origin", origin);
        return Sockets.client(vertx)
                .connect(options)
                .compose(io.vertx.core.http.WebSocket::close)
                .map(101)
                .recover(thrown -> thrown instanceof UpgradeRejectedException rejected
                        ? Future.succeededFuture(rejected.getStatus())
                        : Future.failedFuture(thrown))
                .await();
    }

    @Test
    void answersRequestsThatAreNoWebSocket() {
        WebClient http = WebClient.create(vertx);
        assertThat(http.get(port, "127.0.0.1", "/ws/ticks").send().await().statusCode())
                .isEqualTo(426);
        assertThat(catchThrowable(() -> connect("not%20one")))
                .isInstanceOfSatisfying(
                        UpgradeRejectedException.class,
                        rejected -> assertThat(rejected.getStatus()).isEqualTo(422));
    }

    @Test
    void saysGoodbye() {
        Sockets client = connect("*");
        client.await("snapshot", 1);

        vertx.undeploy(deployment).await();

        assertThat(client.closed()).isEqualTo((short) 1001);
    }
}
