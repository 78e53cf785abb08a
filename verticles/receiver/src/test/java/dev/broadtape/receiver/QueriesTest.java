package dev.broadtape.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.Exchange;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be asked about the ticks over HTTP. */
class QueriesTest {
    private static final int TICKS = 400;
    private static final UUID run = UUID.randomUUID();
    private static final Vertx vertx = Vertx.vertx();
    private static final WebClient http = WebClient.create(vertx);
    private static final Receivers receivers = new Receivers(Broker.running().port());

    @TempDir
    static Path data = Path.of("");

    @BeforeAll
    static void fill() {
        var presences = new Presences(vertx);
        receivers.deploy(vertx, data, receivers.port);
        await().atMost(Duration.ofSeconds(30)).until(() -> get("/health/ready").statusCode() == 200);
        for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
            presences.send(Frames.of(run, partition, 1, TICKS)).await();
        }
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource({"newest, ''", "oldest, ''", "newest, &symbol=aapl", "oldest, &symbol=aapl"})
    void showsPageAfterPageEveryTickOnce(String order, String symbol) {
        var seen = new ArrayList<JsonObject>();
        String path = "/api/v1/stream/ticks?limit=90&order=" + order + symbol;
        JsonObject page = json(path);
        ticks(page, seen);
        while (page.containsKey("next")) {
            assertThat(page.getInteger("count")).isEqualTo(90);
            page = json(path + "&cursor=" + page.getString("next"));
            ticks(page, seen);
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(symbol.isEmpty() ? 4 * TICKS : TICKS / 4);
        List<String> times =
                seen.stream().map(tick -> tick.getString("timestamp")).toList();
        assertThat(times)
                .isSortedAccordingTo(
                        order.equals("oldest")
                                ? java.util.Comparator.naturalOrder()
                                : java.util.Comparator.reverseOrder());
    }

    private static void ticks(JsonObject page, List<JsonObject> seen) {
        page.getJsonArray("ticks").forEach(tick -> seen.add((JsonObject) tick));
    }

    @Test
    void showsAWindowFromItsStartAndBeforeItsEnd() {
        String page = "/api/v1/stream/ticks?symbol=AAPL&start_time=%s&end_time=%s".formatted(time(100), time(108));

        assertThat(json(page).getJsonArray("ticks").stream()
                        .map(tick -> ((JsonObject) tick).getLong("sequence"))
                        .toList())
                .containsExactly(104L, 100L);
        assertThat(json(page).containsKey("next")).isFalse();
        assertThat(json(page + "&limit=2").containsKey("next")).isFalse();
        assertThat(json(page + "&limit=1").containsKey("next")).isTrue();
    }

    private static String time(long sequence) {
        return Exchange.instant(Frames.tick(run, 0, sequence).timeMicros()).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "start_time=2026-01-02T00:00:00Z&end_time=2026-01-02T00:00:00Z, end_time",
        "start_time=2026-01-02T00:00:00Z&end_time=2026-01-01T00:00:00Z, end_time",
        "start_time=2026-02-30T00:00:00Z, start_time",
        "start_time=2026-01-01, start_time",
        "start_time=1767641400, start_time",
        "end_time=+999999999-01-01T00:00:00Z, end_time",
        "order=up, order",
        "cursor=AAAA, cursor",
    })
    void refusesAWindowThatMeansNothing(String query, String field) {
        HttpResponse<Buffer> answer = get("/api/v1/stream/ticks?" + query);

        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(422);
        assertThat(answer.bodyAsJsonObject()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("field"))
                .isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/stream/ticks?symbol=NONE, 404",
        "/api/v1/stream/NONE/latest, 404",
        "/api/v1/stream/NONE/statistics, 404",
        "/api/v1/stream/AAPL/statistics?run=00000000-0000-0000-0000-000000000000, 404",
        "/api/v1/stream/AAPL/statistics?window=8d, 422",
        "/api/v1/stream/AAPL/statistics?window=0h, 422",
        "/api/v1/stream/ticks?symbol=AAPL&start_time=2150-01-01T00:00:00Z, 200",
        "/api/v1/stream/ticks?end_time=0001-01-01T00:00:00Z, 200",
    })
    void tellsWhatIsUnknownFromWhatIsEmptyOrWrong(String path, int status) {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void addsASymbolUp() {
        JsonObject found = json("/api/v1/stream/AAPL/statistics");

        List<Long> pricesE4 = new ArrayList<>();
        long volume = 0;
        long turnoverE4 = 0;
        for (long sequence = 4; sequence <= TICKS; sequence += 4) {
            var tick = Frames.tick(run, 0, sequence);
            pricesE4.add(tick.priceE4());
            volume += tick.size();
            turnoverE4 += tick.size() * tick.priceE4();
        }
        assertThat(found.getInteger("tick_count")).isEqualTo(100);
        assertThat(found.getLong("volume")).isEqualTo(volume);
        assertThat(found.getDouble("vwap")).isEqualTo(Math.round((double) turnoverE4 / volume) / 10_000.0);
        assertThat(found.getDouble("open")).isEqualTo(pricesE4.get(0) / 10_000.0);
        assertThat(found.getDouble("last")).isEqualTo(pricesE4.get(99) / 10_000.0);
        assertThat(found.getDouble("high"))
                .isEqualTo(pricesE4.stream().mapToLong(price -> price).max().orElseThrow() / 10_000.0);
        assertThat(found.getDouble("low"))
                .isEqualTo(pricesE4.stream().mapToLong(price -> price).min().orElseThrow() / 10_000.0);
        assertThat(found.getString("last_tick_at")).isEqualTo(time(TICKS));
        assertThat(json("/api/v1/stream/AAPL/statistics?run=" + run)).isEqualTo(found);
        assertThat(json("/api/v1/stream/ticks/AAPL/statistics?window=24h")).isEqualTo(found);
        assertThat(json("/api/v1/stream/AAPL/statistics?window=1m").getString("start_time"))
                .isEqualTo("2026-01-05T19:30:00Z");
    }

    @Test
    void listsTheSymbolsPageByPage() {
        JsonObject first = json("/api/v1/stream/symbols?limit=10");
        JsonObject second = json("/api/v1/stream/symbols?limit=10&cursor=" + first.getString("next"));

        assertThat(first.getInteger("count") + second.getInteger("count")).isEqualTo(16);
        assertThat(second.containsKey("next")).isFalse();
        assertThat(first.getJsonArray("symbols").getJsonObject(0).getString("symbol"))
                .isEqualTo("AAPL");
        assertThat(first.getJsonArray("symbols").getJsonObject(0).getString("timestamp"))
                .isEqualTo(time(TICKS));
    }

    @Test
    void showsTheSameUnderBothNames() {
        assertThat(json("/api/v1/stream/recent?limit=5")).isEqualTo(json("/ticks?limit=5"));
        assertThat(json("/api/v1/stream/ticks/recent?limit=5")).isEqualTo(json("/ticks?limit=5"));
        assertThat(json("/api/v1/stream/ticks/AAPL/latest")).isEqualTo(json("/api/v1/stream/AAPL/latest"));
    }

    @Test
    void saysThatThereIsNoAccumulo() {
        JsonObject status = json("/api/v1/stream/accumulo/status");

        assertThat(status.getString("store")).isEqualTo("embedded");
        assertThat(status.getString("detail")).contains("there is no Accumulo here");
        assertThat(status.getLong("entries")).isEqualTo(4L * TICKS);
    }

    @Test
    void measuresItself() {
        json("/ticks?limit=1");
        JsonObject performance = json("/api/v1/stream/performance");

        assertThat(performance.getJsonObject("store_write").getInteger("count")).isPositive();
        assertThat(performance.getJsonObject("store_read").getInteger("count")).isPositive();
        assertThat(performance.getJsonObject("kafka_commit").getDouble("p99_millis"))
                .isPositive();
    }

    private static JsonObject json(String path) {
        HttpResponse<Buffer> response = get(path);
        assertThat(response.statusCode()).as(response.bodyAsString()).isEqualTo(200);
        return response.bodyAsJsonObject();
    }

    private static HttpResponse<Buffer> get(String path) {
        return http.get(receivers.port, "127.0.0.1", path).send().await();
    }
}
