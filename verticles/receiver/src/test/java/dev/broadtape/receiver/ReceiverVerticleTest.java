package dev.broadtape.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.kit.Retry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiverVerticleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private final Presences presences = new Presences(vertx);
    private final UUID run = UUID.randomUUID();
    private final Receivers receivers = new Receivers(Broker.running().port());

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private String start() {
        String id = receivers.deploy(vertx, data, receivers.port);
        awaitReady();
        return id;
    }

    private void awaitReady() {
        await().atMost(PATIENCE).until(() -> get("/health/ready").statusCode() == 200);
    }

    @Test
    void makesFramesDurableAndTellsOfThem() {
        var told = new CopyOnWriteArrayList<TickFrame>();
        Contract.TICKS.subscribe(vertx.eventBus(), told::add);
        start();

        for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
            assertThat(send(frame(partition, 1, 4)).await()).isEqualTo(Position.of(run, partition, 4));
        }

        await().until(() -> told.size() == Contract.PARTITIONS);
        assertThat(told).containsExactlyInAnyOrder(frame(0, 1, 4), frame(1, 1, 4), frame(2, 1, 4), frame(3, 1, 4));
        assertThat(sequences(3)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void goesOnAtThePositionAfterARestart() {
        String first = start();
        send(frame(0, 1, 10)).await();
        vertx.undeploy(first).await();
        start();

        assertThat(position(0)).isEqualTo(10);
        assertThat(send(frame(0, 6, 5)).await().sequence()).isEqualTo(10);
        Fault gap =
                catchThrowableOfType(Fault.class, () -> send(frame(0, 12, 1)).await());
        assertThat(gap.kind()).isEqualTo(Fault.Kind.CONFLICT);
        send(frame(0, 11, 2)).await();

        assertThat(sequences(0))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 12).boxed().toList());
        assertThat(json("/api/v1/stream/status").getLong("ticks_stored")).isEqualTo(12);
    }

    @Test
    void showsTheNewestTicks() {
        start();
        send(frame(0, 1, 8)).await();

        JsonObject all = json("/ticks?limit=3");
        assertThat(all.getInteger("count")).isEqualTo(3);
        assertThat(all.getJsonArray("ticks").getJsonObject(0).getLong("sequence"))
                .isEqualTo(8);
        JsonObject one = json("/ticks/brk.b");
        assertThat(one.getString("symbol")).isEqualTo("BRK.B");
        assertThat(one.getJsonArray("ticks")).hasSize(2);
        assertThat(json("/ticks?symbol=BRK.B")).isEqualTo(one);
        assertThat(json("/api/v1/stream/BRK.B/latest"))
                .isEqualTo(one.getJsonArray("ticks").getJsonObject(0));
        assertThat(get("/ticks/NONE").statusCode()).isEqualTo(404);
        assertThat(get("/ticks?limit=1001").statusCode()).isEqualTo(422);
    }

    @Test
    void showsTheLastMessagesOfAllowedTopics() {
        start();
        send(frame(0, 1, 8)).await();
        Committed.of(Broker.running().address(), receivers.topic, 0);
        Committed.of(Broker.running().address(), receivers.topic + "-positions", 0);

        JsonObject page = json("/kafka/messages?limit=2");
        assertThat(page.getString("topic")).isEqualTo(receivers.topic);
        assertThat(page.getInteger("count")).isEqualTo(2);
        JsonObject newest = page.getJsonArray("messages").getJsonObject(0);
        assertThat(newest.getJsonObject("value").getLong("sequence")).isEqualTo(8);
        assertThat(newest.getJsonObject("headers").getString("run")).isEqualTo(run.toString());
        JsonObject positions = json("/api/v1/stream/kafka/messages?topic=" + receivers.topic + "-positions");
        assertThat(positions.getJsonArray("messages").getJsonObject(0).getString("key"))
                .isEqualTo(run + "/0");
        assertThat(get("/api/v1/stream/kafka/messages?topic=__consumer_offsets").statusCode())
                .isEqualTo(422);
        assertThat(get("/api/v1/stream/kafka/messages?topic=system-events").statusCode())
                .isEqualTo(404);
    }

    @Test
    void sendsMessagesToAllowedTopics() {
        start();
        var message = new JsonObject().put("note", "lunch at " + run);

        var body = new JsonObject()
                .put("topic", "broadtape-messages")
                .put("key", "desk")
                .put("message", message);
        JsonObject sent = post("/kafka/send", body).bodyAsJsonObject();

        assertThat(sent.getString("topic")).isEqualTo("broadtape-messages");
        post("/api/v1/stream/kafka/send", body.copy().put("message", "plain, and not JSON"));
        JsonObject page = json("/api/v1/stream/kafka/messages?topic=broadtape-messages&limit=2");
        assertThat(page.getJsonArray("messages").getJsonObject(1).getJsonObject("value"))
                .isEqualTo(message);
        assertThat(page.getJsonArray("messages").getJsonObject(1).getLong("offset"))
                .isEqualTo(sent.getLong("offset"));
        for (String topic : List.of(receivers.topic, receivers.topic + "-positions", "system-events", "elsewhere")) {
            HttpResponse<Buffer> refused = post("/kafka/send", body.copy().put("topic", topic));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.bodyAsJsonObject().getJsonArray("errors").getJsonObject(0))
                    .isEqualTo(
                            new JsonObject().put("field", "topic").put("message", "must be one of broadtape-messages"));
        }
        for (Object wrong : new Object[] {1, true, new JsonArray()}) {
            assertThat(post("/kafka/send", body.copy().put("message", wrong)).statusCode())
                    .isEqualTo(422);
        }
    }

    private HttpResponse<Buffer> post(String path, JsonObject body) {
        return http.post(receivers.port, "127.0.0.1", path).sendJsonObject(body).await();
    }

    @Test
    void countsWhatItDoes() {
        start();
        send(frame(1, 1, 8)).await();

        JsonObject status = json("/api/v1/stream/status");
        assertThat(status.getLong("total_ticks_processed")).isEqualTo(8);
        assertThat(status.getLong("total_messages_sent")).isEqualTo(9);
        assertThat(status.getLong("ticks_stored")).isEqualTo(8);
        assertThat(status.getJsonObject("store")).isEqualTo(new JsonObject("{\"kind\":\"embedded\",\"entries\":8}"));
        JsonObject partition = status.getJsonArray("partitions").getJsonObject(1);
        assertThat(partition.getString("run")).isEqualTo(run.toString());
        assertThat(partition.getLong("position")).isEqualTo(8);
        assertThat(partition.getInteger("pending_frames")).isZero();
        assertThat(partition.getBoolean("owned")).isTrue();
        assertThat(partition.getString("owner")).isEqualTo("test-1");
        assertThat(get("/metrics").bodyAsString()).contains("broadtape_receiver_partitions_owned 4.0");
        assertThat(get("/metrics").bodyAsString()).contains("broadtape_receiver_kafka_commit_seconds_count 1");
    }

    /** Two Vertx do not hear each other: each receiver believes that all partitions are its own. */
    @Test
    void losesAndDoublesNothingWhenEachSideOfASplitClaimsAPartition() {
        start();
        send(frame(0, 1, 4)).await();
        Vertx other = Vertx.vertx();
        try {
            var there = new Presences(other);
            int port = Broker.freePort();
            receivers.deploy(other, data.resolve("other"), port);
            await().atMost(PATIENCE)
                    .until(() -> http.get(port, "127.0.0.1", "/health/ready")
                                    .send()
                                    .await()
                                    .statusCode()
                            == 200);

            Fault fault =
                    catchThrowableOfType(Fault.class, () -> send(frame(0, 5, 4)).await());
            assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
            assertThat(get("/metrics").bodyAsString()).contains("broadtape_receiver_fenced_total 1");
            assertThat(new Retry(other, "sending")
                            .untilDone(() -> there.send(frame(0, 5, 2)))
                            .await()
                            .sequence())
                    .isEqualTo(6);
            assertThat(new Retry(vertx, "sending")
                            .untilDone(() -> send(frame(0, 7, 2)))
                            .await()
                            .sequence())
                    .isEqualTo(8);

            assertThat(sequences(0)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        } finally {
            other.close().await();
        }
    }

    @Test
    void losesAndDoublesNothingWhileKafkaComesAndGoes() {
        Broker.stopped();
        receivers.deploy(vertx, data, receivers.port);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        await().atMost(PATIENCE)
                .until(() -> get("/health/ready").bodyAsString().contains("\"name\":\"store\",\"ok\":true"));
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").bodyAsString()).contains("\"name\":\"kafka\",\"ok\":false");

        Broker.running();
        awaitReady();
        Future<?> early = sendAll(1, 40);
        early.await();
        Future<?> late = sendAll(41, 400);
        Broker.stopped();
        await().atMost(PATIENCE).until(() -> get("/health/ready").statusCode() == 503);
        Broker.running();
        late.await();

        assertThat(sequences(0))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 800).boxed().toList());
        assertThat(position(0)).isEqualTo(800);
        awaitReady();
    }

    @Test
    void stopsInTimeWhileKafkaIsAway() {
        String id = start();
        send(frame(0, 1, 2)).await();
        Broker.stopped();
        Future<Position> unanswered = send(frame(0, 3, 2));
        await().until(() -> json("/api/v1/stream/status")
                        .getJsonArray("partitions")
                        .getJsonObject(0)
                        .getInteger("pending_frames")
                == 1);
        long begun = System.nanoTime();

        vertx.undeploy(id).await();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(unanswered.succeeded()).isFalse();
    }

    /** Frames of two ticks, some at a time as a driver does, each sent until it is answered. */
    private Future<?> sendAll(long firstFrame, long lastFrame) {
        Future<?> all = Future.succeededFuture();
        for (long window = firstFrame; window <= lastFrame; window += 20) {
            long from = window;
            all = all.compose(v -> sendWindow(from, Math.min(from + 19, lastFrame)));
        }
        return all;
    }

    private Future<?> sendWindow(long firstFrame, long lastFrame) {
        var replies = new ArrayList<Future<Position>>();
        for (long frame = firstFrame; frame <= lastFrame; frame++) {
            long first = 2 * frame - 1;
            replies.add(new Retry(vertx, "sending").untilDone(() -> send(frame(0, first, 2))));
        }
        return Future.all(replies);
    }

    private TickFrame frame(int partition, long first, int count) {
        return Frames.of(run, partition, first, count);
    }

    private Future<Position> send(TickFrame frame) {
        return presences.send(frame);
    }

    private long position(int partition) {
        return presences.position(run, partition, Frames.FENCE).await().sequence();
    }

    private List<Long> sequences(int partition) {
        return Committed.of(Broker.running().address(), receivers.topic, partition).stream()
                .map(record ->
                        new String(record.headers().lastHeader("sequence").value(), StandardCharsets.US_ASCII))
                .map(Long::valueOf)
                .toList();
    }

    private JsonObject json(String path) {
        HttpResponse<Buffer> response = get(path);
        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
        return response.bodyAsJsonObject();
    }

    private HttpResponse<Buffer> get(String path) {
        return http.get(receivers.port, "127.0.0.1", path).send().await();
    }
}
