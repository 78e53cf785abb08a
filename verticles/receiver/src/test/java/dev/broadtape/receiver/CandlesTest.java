package dev.broadtape.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Candle;
import dev.broadtape.contract.CandleBatch;
import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Interval;
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
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Candles of a receiver that runs: over HTTP, on the bus and in Kafka. */
class CandlesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** As many as make three minutes and some seconds; each fourth is of BRK.B. */
    private static final int TICKS = 7_600;

    @TempDir
    Path data;

    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private final Presences presences = new Presences(vertx);
    private final UUID run = UUID.randomUUID();
    private final Receivers receivers = new Receivers(Broker.running().port());
    private final List<Candle> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void showsCandlesPageByPage() {
        start();
        send(Frames.of(run, 0, 1, TICKS)).await();

        JsonObject newest = json("/api/v1/stream/candles/brk.b?interval=1m&limit=2");
        assertThat(newest.getString("symbol")).isEqualTo("BRK.B");
        assertThat(newest.getString("interval")).isEqualTo("1m");
        assertThat(newest.getInteger("count")).isEqualTo(2);
        JsonObject older = json("/api/v1/stream/candles/BRK.B?interval=1m&limit=2&cursor=" + newest.getString("next"));
        List<JsonObject> minutes = new ArrayList<>(objects(older.getJsonArray("candles")));
        minutes.addAll(objects(newest.getJsonArray("candles")));
        assertThat(minutes)
                .extracting(candle -> candle.getString("time"))
                .isSorted()
                .hasSize(4);
        assertThat(older.containsKey("next")).isFalse();

        JsonObject day = objects(
                        json("/api/v1/stream/candles/BRK.B?interval=1d").getJsonArray("candles"))
                .get(0);
        assertThat(day.getString("time")).isEqualTo("2026-01-05T05:00:00Z");
        assertThat(day.getLong("ticks")).isEqualTo(TICKS / 4);
        assertThat(minutes.stream()
                        .mapToLong(candle -> candle.getLong("volume"))
                        .sum())
                .isEqualTo(day.getLong("volume"));
        assertThat(day.getValue("open")).isEqualTo(minutes.get(0).getValue("open"));
        assertThat(day.getValue("close")).isEqualTo(minutes.get(3).getValue("close"));
    }

    @Test
    void walksForwardFromAStart() {
        start();
        send(Frames.of(run, 0, 1, TICKS)).await();
        String from = "/api/v1/stream/candles/F?interval=1s&start_time=2026-01-05T19:30:10Z&limit=500";

        JsonObject first = json(from + "&end_time=2026-01-05T14:31:00-05:00");
        assertThat(objects(first.getJsonArray("candles")).get(0).getString("time"))
                .isEqualTo("2026-01-05T19:30:10Z");
        assertThat(first.getInteger("count")).isEqualTo(50);
        assertThat(first.containsKey("next")).isFalse();
        JsonObject page = json(from.replace("limit=500", "limit=10"));
        JsonObject next = json(from.replace("limit=500", "limit=10") + "&cursor=" + page.getString("next"));
        assertThat(objects(next.getJsonArray("candles")).get(0).getString("time"))
                .isEqualTo("2026-01-05T19:30:20Z");
    }

    @Test
    void tellsBusAndKafkaOfACandleThatHasClosed() {
        Contract.CANDLES.subscribe(vertx.eventBus(), (CandleBatch batch) -> told.addAll(batch.candles()));
        start();
        send(Frames.of(run, 0, 1, TICKS)).await();

        await().atMost(PATIENCE)
                .until(() -> told.stream()
                                .filter(candle -> candle.interval() == Interval.MINUTE)
                                .distinct()
                                .count()
                        == 12);
        Candle candle = told.stream()
                .filter(each -> each.symbol().equals("F") && each.interval() == Interval.MINUTE)
                .findFirst()
                .orElseThrow();
        assertThat(candle.revision()).isEqualTo(1);
        assertThat(candle.ticks()).isEqualTo(600);
        assertThat(Set.copyOf(inKafka())) // at least once each
                .filteredOn(json -> json.getString("interval").equals("1m"))
                .hasSize(12)
                .filteredOn(json -> json.getString("symbol").equals("F"))
                .extracting(json -> json.getString("time"), json -> json.getInteger("revision"))
                .contains(Tuple.tuple("2026-01-05T19:30:00Z", 1));
    }

    @Test
    void goesOnWithItsCandlesAfterARestart() {
        String first = start();
        send(Frames.of(run, 0, 1, 4_000)).await();
        vertx.undeploy(first).await();
        start();
        send(Frames.of(run, 0, 4_001, TICKS - 4_000)).await();

        JsonObject day = objects(json("/api/v1/stream/candles/AAPL?interval=1d").getJsonArray("candles"))
                .get(0);
        assertThat(day.getLong("ticks")).isEqualTo(TICKS / 4);
    }

    @Test
    void computesIndicatorsOverCandles() {
        start();
        send(Frames.of(run, 0, 1, TICKS)).await();
        List<BigDecimal> closes =
                objects(json("/api/v1/stream/candles/F?interval=1s&limit=5").getJsonArray("candles")).stream()
                        .map(candle -> new BigDecimal(candle.getValue("close").toString()))
                        .toList();

        JsonObject sma = json("/api/v1/stream/indicators/F?interval=1s&indicator=sma&period=5&limit=3");
        List<JsonObject> values = objects(sma.getJsonArray("values"));
        BigDecimal mean =
                closes.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(new BigDecimal(5));
        assertThat(values).hasSize(3);
        assertThat(new BigDecimal(values.get(2).getValue("value").toString())).isEqualByComparingTo(mean);
        JsonObject bands = objects(json("/api/v1/stream/indicators/F?interval=1s&indicator=bollinger&period=5")
                        .getJsonArray("values"))
                .get(0);
        assertThat(bands.getDouble("lower")).isLessThan(bands.getDouble("middle"));
        assertThat(bands.getDouble("upper")).isGreaterThan(bands.getDouble("middle"));
        double rsi = objects(json("/api/v1/stream/indicators/F?interval=1s&indicator=rsi&period=14")
                        .getJsonArray("values"))
                .get(50)
                .getDouble("value");
        assertThat(rsi).isBetween(0.0, 100.0);
        assertThat(json("/api/v1/stream/indicators/F?interval=1d&indicator=ema").getInteger("count"))
                .isZero();
    }

    @Test
    void namesWhatMoved() {
        start();
        send(Frames.of(run, 0, 1, TICKS)).await();

        JsonObject movers = json("/api/v1/stream/movers?limit=3");
        assertThat(objects(movers.getJsonArray("gainers"))).hasSize(3);
        assertThat(movers.getJsonArray("losers")).isEmpty();
        assertThat(objects(movers.getJsonArray("most_active")))
                .extracting(mover -> -mover.getLong("volume"))
                .isSorted();
    }

    @Test
    void refusesWhatMeansNothing() {
        start();
        send(Frames.of(run, 0, 1, 4)).await();

        for (String query : List.of(
                "interval=2m",
                "start_time=yesterday",
                "start_time=2026-01-05T00:00:00Z&end_time=2026-01-05T00:00:00Z",
                "limit=0",
                "limit=1001",
                "cursor=next")) {
            assertThat(get("/api/v1/stream/candles/AAPL?" + query).statusCode())
                    .as(query)
                    .isEqualTo(422);
        }
        assertThat(get("/api/v1/stream/candles/NONE").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/stream/indicators/AAPL?indicator=tea-leaves").statusCode())
                .isEqualTo(422);
        assertThat(get("/api/v1/stream/indicators/AAPL?period=1").statusCode()).isEqualTo(422);
    }

    private List<JsonObject> inKafka() {
        var all = new ArrayList<JsonObject>();
        for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
            for (ConsumerRecord<byte[], byte[]> candle :
                    Committed.of(Broker.running().address(), receivers.topic + "-candles", partition)) {
                JsonObject json = new JsonObject(Buffer.buffer(candle.value()));
                assertThat(new String(candle.key(), StandardCharsets.US_ASCII)).isEqualTo(json.getString("symbol"));
                all.add(json);
            }
        }
        return all;
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private String start() {
        String id = receivers.deploy(vertx, data, receivers.port);
        await().atMost(PATIENCE).until(() -> get("/health/ready").statusCode() == 200);
        return id;
    }

    private Future<Position> send(TickFrame frame) {
        return new Retry(vertx, "sending").untilDone(() -> presences.send(frame));
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
