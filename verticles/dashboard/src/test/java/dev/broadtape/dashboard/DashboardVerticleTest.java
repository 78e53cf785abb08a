package dev.broadtape.dashboard;

import static dev.broadtape.contract.Contract.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardVerticleTest {
    @RegisterExtension
    final Running dashboard = new Running();

    private final Tape tape = new Tape();

    @Test
    void servesThePageFromTheClassPath() throws Exception {
        dashboard.start();

        HttpResponse<String> page = dashboard.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Broadtape").contains("main.js");
        assertThat(dashboard.get("/main.js").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        assertThat(dashboard.get("/webjars/sockjs-client/dist/sockjs.min.js").statusCode())
                .isEqualTo(200);
        assertThat(dashboard.get("/webjars/uplot/dist/uPlot.iife.min.js").statusCode())
                .isEqualTo(200);
    }

    @Test
    void keepsThePageToItself() throws Exception {
        dashboard.start();

        var headers = dashboard.get("/").headers();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'self'; connect-src 'self' ws://127.0.0.1:" + dashboard.port));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(dashboard.get("/panels/").statusCode()).isEqualTo(404);
    }

    @Test
    void sendsAFileOnlyWhenItIsNew() throws Exception {
        dashboard.start();

        HttpResponse<String> first = dashboard.get("/styles.css");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        String modified = first.headers().firstValue("Last-Modified").orElseThrow();
        assertThat(dashboard.get("/styles.css", "If-Modified-Since", modified).statusCode())
                .isEqualTo(304);
    }

    @Test
    void servesTheFolderThatIsConfigured(@TempDir Path folder) throws Exception {
        Path page = Files.writeString(folder.resolve("index.html"), "first");
        dashboard.start(usual -> new DashboardConfig(
                usual.port(), usual.frameInterval(), folder.toString(), usual.allowedOrigins(), usual.maxClients()));

        assertThat(dashboard.get("/").body()).isEqualTo("first");
        Files.writeString(page, "second edition");
        assertThat(dashboard.get("/").body()).isEqualTo("second edition");
    }

    @Test
    void saysWhichFolderHasNoPage(@TempDir Path folder) {
        assertThatThrownBy(() -> dashboard.start(usual -> new DashboardConfig(
                        usual.port(), usual.frameInterval(), folder.toString(), List.of(), usual.maxClients())))
                .hasMessageContaining("dashboard.webroot has no page: there is no " + folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/nothing/index.html", "/webjars/uplot/nothing.js", "/api/v1/nothing"})
    void answersAnUnknownPathWithAProblem(String path) throws Exception {
        dashboard.start();

        HttpResponse<String> answer = dashboard.get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("detail")).isEqualTo("there is nothing at " + path);
    }

    @Test
    void isReadyThoughNobodyIsHeard() throws Exception {
        dashboard.start();

        assertThat(dashboard.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(dashboard.json("/health").getJsonObject("figures").fieldNames())
                .contains("clients", "framesSent", "ticksIn", "ticksConflated", "skipped");
    }

    @Test
    void listsTiersWithTheirNodesAndLinks() throws Exception {
        dashboard.start();
        await().until(() -> dashboard.json("/api/v1/topology").getInteger("count") == 1);

        JsonObject tier =
                dashboard.json("/api/v1/topology").getJsonArray("tiers").getJsonObject(0);
        JsonObject node = tier.getJsonArray("nodes").getJsonObject(0);
        assertThat(tier.getString("tier")).isEqualTo("dashboard");
        assertThat(node.getString("node")).isEqualTo("test-1");
        assertThat(node.getJsonObject("links").getString("health"))
                .isEqualTo("http://127.0.0.1:%d/health".formatted(dashboard.port));
    }

    @Test
    void answersWithItsRates() throws Exception {
        dashboard.start();
        dashboard.publish(tape.frame("AAPL", "AAPL", "MSFT"));
        await().until(() ->
                dashboard.json("/api/v1/metrics").getJsonObject("totals").getLong("ticks") == 3);

        JsonObject totals = dashboard.json("/api/v1/metrics").getJsonObject("totals");
        assertThat(totals.getLong("conflated")).isEqualTo(1);
        assertThat(totals.getLong("symbols")).isEqualTo(2);
    }

    @Test
    void tellsWhatChangedInFramesWithoutAGap() throws Exception {
        dashboard.start();
        try (var browser = BusSocket.raw(dashboard.port).register(Addresses.FRAMES)) {
            long expected = browser.next(Addresses.FRAMES).getLong("to") + 1;
            dashboard.publish(tape.frame("AAPL", "MSFT", "AAPL"));
            JsonObject frame = browser.next(Addresses.FRAMES);
            for (; frame.getLong("ticks") == 0; frame = browser.next(Addresses.FRAMES)) {
                assertThat(frame.getLong("from")).isEqualTo(expected);
                expected = frame.getLong("to") + 1;
            }
            assertThat(frame.getLong("from")).isEqualTo(expected);
            assertThat(frame.getLong("conflated")).isEqualTo(1);
            assertThat(frame.getJsonArray("quotes").getJsonObject(0).encode())
                    .startsWith("{\"symbol\":\"AAPL\",\"price\":100.0003,");
        }
    }

    @Test
    void answersASnapshotWithAllThereIs() throws Exception {
        dashboard.start();
        dashboard.publish(tape.frame("AAPL", "MSFT"));
        await().until(() -> dashboard.figure("ticksIn") == 2);

        try (var browser = BusSocket.sockJs(dashboard.port).ask(Addresses.SNAPSHOT, "reply-1")) {
            JsonObject snapshot = browser.next("reply-1");
            assertThat(symbols(snapshot.getJsonArray("quotes"))).containsExactly("AAPL", "MSFT");
            assertThat(snapshot.fieldNames())
                    .contains("frame", "spark", "tiers", "rates", "totals", "events", "config", "at");
        }
    }

    @Test
    void tellsDomainEventsAsTheyCome() throws Exception {
        dashboard.start();
        try (var browser =
                BusSocket.raw(dashboard.port).register(Addresses.EVENTS).register(Addresses.STATUS)) {
            browser.next(Addresses.STATUS);
            EVENTS.publish(dashboard.vertx.eventBus(), event());

            JsonObject told = browser.next(Addresses.EVENTS);
            assertThat(told.getString("eventType")).isEqualTo("company_info_updated");
            assertThat(told.getString("symbol")).isEqualTo("AAPL");
        }
    }

    private static List<String> symbols(JsonArray quotes) {
        return quotes.stream()
                .map(quote -> ((JsonObject) quote).getString("symbol"))
                .toList();
    }

    private static DomainEvent event() {
        return DomainEvent.of(
                UUID.randomUUID(),
                "ingest",
                Instant.parse("2026-11-24T14:30:00Z"),
                "trace",
                Optional.empty(),
                new EventData.CompanyInfoUpdated("AAPL", "Apple", "history"));
    }
}
