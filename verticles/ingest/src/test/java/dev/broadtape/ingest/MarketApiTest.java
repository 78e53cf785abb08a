package dev.broadtape.ingest;

import static dev.broadtape.contract.Contract.TICKS;
import static dev.broadtape.ingest.Rig.FIVE;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TickSource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Quotes, history and search of a tier that has filled itself from the bundled history. */
class MarketApiTest {
    @RegisterExtension
    final Rig rig = new Rig();

    @BeforeEach
    void fill() {
        rig.start(rig.history(FIVE));
        rig.filled(5);
        rig.eventuallyReady();
    }

    @Test
    void quotesTheCloseAndSaysHowOldItIs() {
        JsonObject quote = rig.json("/api/v1/stocks/ibm/price");

        assertThat(quote.getLong("age_seconds")).isGreaterThan(5L * 365 * 86_400);
        quote.remove("age_seconds");
        assertThat(quote)
                .isEqualTo(new JsonObject("{\"symbol\": \"IBM\", \"price\": 143.55, \"change\": 5.39,"
                        + " \"previous_close\": 138.16, \"change_percent\": 3.9013, \"volume\": 11909005,"
                        + " \"source\": \"close\", \"origin\": \"history\", \"trading_day\": \"2021-04-21\","
                        + " \"as_of\": \"2021-04-21T20:00:00Z\"}"));
    }

    @Test
    void prefersTheTapeWhileItRunsAndForgetsNothingOfWhereAPriceIsFrom() {
        rig.json("/api/v1/stocks/KO/price");
        print("KO", 531_200, 4_500);

        eventually(() -> "tape".equals(rig.json("/api/v1/stocks/KO/price").getString("source")));

        JsonObject quote = rig.json("/api/v1/stocks/KO/price");
        assertThat(quote.getString("origin")).isEqualTo("random-walk");
        assertThat(quote.getDouble("price")).isEqualTo(53.12);
        assertThat(quote.getDouble("change")).isEqualTo(0.45);
        assertThat(quote.containsKey("volume")).isFalse();
        assertThat(rig.json("/api/v1/stocks/IBM/price").getString("source")).isEqualTo("close");
    }

    private void print(String symbol, long priceE4, long changeE4) {
        UUID run = new UUID(0, 1);
        var tick = new Tick(
                run,
                0,
                1,
                TickSource.RANDOM_WALK,
                symbol,
                rig.node.nowMicros(),
                priceE4,
                priceE4,
                priceE4,
                1,
                changeE4);
        TICKS.publish(
                rig.vertx.eventBus(), new TickFrame(run, 1, 1, 0, 0, TickSource.RANDOM_WALK, 1, 1, List.of(tick)));
    }

    @Test
    void quotesWhatMovedMostFirst() {
        JsonArray quotes = rig.array("/api/v1/stocks/quotes/realtime", "quotes");

        assertThat(quotes).hasSize(5);
        assertThat(quotes.stream()
                        .map(quote -> Math.abs(((JsonObject) quote).getDouble("change")))
                        .toList())
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(rig.array("/api/v1/stocks/quotes/realtime?symbols=ko,%20IBM,NOSUCH", "quotes").stream()
                        .map(quote -> ((JsonObject) quote).getString("symbol"))
                        .toList())
                .containsExactlyInAnyOrder("IBM", "KO");
        assertThat(rig.array("/api/v1/stocks/quotes/realtime?limit=2", "quotes"))
                .hasSize(2);
        assertThat(rig.get("/api/v1/stocks/NOSUCH/price").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsTheMoversAmongOurSymbols() {
        JsonObject movers = rig.json("/api/v1/market/movers?limit=3");

        assertThat(movers.getString("source")).isEqualTo("known");
        assertThat(movers.getJsonArray("gainers").getJsonObject(0).getString("symbol"))
                .isEqualTo("IBM");
        assertThat(movers.getJsonArray("losers").stream()
                        .map(mover -> ((JsonObject) mover).getDouble("change_percent"))
                        .toList())
                .allMatch(percent -> percent < 0);
        assertThat(movers.getJsonArray("most_active").getJsonObject(0).getString("symbol"))
                .isEqualTo("AAPL");
    }

    @Test
    void knowsTheSessionByTheCalendar() {
        JsonObject status = rig.json("/api/v1/market/status");

        assertThat(status.getString("session")).isIn("pre-market", "open", "after-hours", "closed");
        assertThat(status.getString("source")).isEqualTo("calendar");
        assertThat(status.getBoolean("is_open"))
                .isEqualTo(status.getString("session").equals("open"));
        assertThat(rig.get("/api/v1/market/status?source=provider").statusCode())
                .as("no provider can be asked")
                .isEqualTo(404);
    }

    @Test
    void pagesThroughTheBarsOfSomeDaysOnce() {
        List<String> days = new ArrayList<>();
        String path = "/api/v1/stocks/IBM/data?limit=7&start_date=2020-12-20&end_date=2021-02-01";
        JsonObject page = rig.json(path);
        while (page.containsKey("next")) {
            days.addAll(days(page));
            page = rig.json(path + "&cursor=" + page.getString("next"));
        }
        days.addAll(days(page));

        assertThat(days).hasSize(28).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(days.get(0)).isEqualTo("2021-02-01");
        assertThat(days.get(27)).isEqualTo("2020-12-21");
        assertThat(rig.json("/api/v1/stocks/IBM/data?start_date=2021-02-01&end_date=2020-12-20")
                        .getInteger("count"))
                .isZero();
    }

    private static List<String> days(JsonObject page) {
        return page.getJsonArray("data").stream()
                .map(bar -> ((JsonObject) bar).getString("date"))
                .toList();
    }

    @Test
    void givesTheNewestBarTheCompanyAndHowASymbolStands() {
        JsonObject latest = rig.json("/api/v1/stocks/ibm/latest");
        assertThat(latest.getString("date")).isEqualTo("2021-04-21");
        assertThat(latest.getString("source")).isEqualTo("history");
        assertThat(rig.json("/api/v1/stocks/ko/company").getString("name")).isEqualTo("The Coca-Cola Company");
        JsonObject status = rig.json("/symbol-status/ko");
        assertThat(status.getBoolean("has_data")).isTrue();
        assertThat(status.getBoolean("configured")).isTrue();
        assertThat(status.getBoolean("fetching")).isFalse();
        assertThat(rig.get("/symbol-status/NOSUCH").statusCode()).isEqualTo(404);
    }

    @Test
    void findsSymbolsByTheirBeginningAndByWordsOfTheName() {
        assertThat(found("{\"query\": \" ib\"}")).containsExactly("IBM");
        assertThat(found("{\"query\": \"COLA\"}")).containsExactly("KO");
        assertThat(found("{\"query\": \"i\", \"limit\": 1}")).containsExactly("IBM");
        assertThat(found("{\"query\": \"$where: 1\"}")).isEmpty();
        JsonObject result = rig.post("/api/v1/search", "{\"query\": \"apple\", \"include_company_info\": true}")
                .bodyAsJsonObject()
                .getJsonArray("results")
                .getJsonObject(0);
        assertThat(result.getString("match")).isEqualTo("name");
        assertThat(result.getJsonObject("company").getString("name")).isEqualTo("Apple Inc.");
    }

    private List<String> found(String body) {
        return rig.post("/api/v1/search", body).bodyAsJsonObject().getJsonArray("results").stream()
                .map(result -> ((JsonObject) result).getString("symbol"))
                .toList();
    }

    @Test
    void pagesThroughJobsAndLogsOnce() {
        rig.post("/fetch", "{\"symbols\": [\"XOM\", \"V\"]}");
        rig.filled(7);

        assertThat(all("/jobs?limit=1", "jobs", "jobId")).hasSize(2).doesNotHaveDuplicates();
        assertThat(all("/fetch-logs?limit=4", "logs", "at"))
                .hasSize(rig.json("/fetch-logs?limit=1000").getInteger("count"))
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    private List<String> all(String path, String list, String field) {
        List<String> all = new ArrayList<>();
        JsonObject page = rig.json(path);
        while (page.containsKey("next")) {
            page.getJsonArray(list).forEach(item -> all.add(((JsonObject) item).getString(field)));
            page = rig.json(path + "&cursor=" + page.getString("next"));
        }
        page.getJsonArray(list).forEach(item -> all.add(((JsonObject) item).getString(field)));
        return all;
    }
}
