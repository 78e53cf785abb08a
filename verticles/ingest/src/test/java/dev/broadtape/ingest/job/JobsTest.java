package dev.broadtape.ingest.job;

import static dev.broadtape.contract.EventType.BATCH_DATA_COMPLETED;
import static dev.broadtape.contract.EventType.ERROR_OCCURRED;
import static dev.broadtape.contract.EventType.STOCK_DATA_LOADED;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventType;
import dev.broadtape.ingest.FakeAlphaVantage;
import dev.broadtape.ingest.FakeBridge;
import dev.broadtape.ingest.Rig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fetch jobs from request to event. */
class JobsTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private final FakeBridge bridge = new FakeBridge(rig.vertx);

    @Test
    void joinsARunningJobThatDoesTheSame() {
        var alphavantage = startAlphaVantage(List.of("IBM", "KO"), 100);
        alphavantage.delayMillis = 200;

        String first = jobId(rig.post("/fetch", "{\"symbols\": [\"IBM\", \"KO\"]}"));
        String second = jobId(rig.post("/fetch", "{\"symbols\": [\"ko\", \"IBM\", \"KO\"]}"));
        String other = jobId(rig.post("/fetch", "{\"symbols\": [\"IBM\"]}"));

        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        eventually(() -> rig.json("/status").getInteger("jobs_open") == 0);
        String later = jobId(rig.post("/fetch", "{\"symbols\": [\"IBM\", \"KO\"]}"));
        assertThat(later).isNotEqualTo(first);
    }

    @Test
    void goesOnAfterARestartAndTellsNothingTwice() {
        var alphavantage = startAlphaVantage(List.of("AAPL", "IBM", "KO"), 100);
        alphavantage.delayMillis = 150;
        String job =
                rig.post("/fetch", "{\"symbols\": [\"AAPL\", \"IBM\", \"KO\"]}").getHeader("Location");
        eventually(() -> rig.json(job).getInteger("succeeded") == 1);
        rig.stop();

        rig.start(rig.config("alphavantage", List.of("IBM"), FakeAlphaVantage.config(alphavantage.url(), 100)));
        eventually(() -> rig.json(job).getString("state").equals("finished"));
        eventually(() -> bridge.of(BATCH_DATA_COMPLETED).size() == 2);

        assertThat(rig.json(job).getInteger("succeeded")).isEqualTo(3);
        assertThat(bridge.delivered).extracting(DomainEvent::eventId).doesNotHaveDuplicates();
        assertThat(symbolsOf(STOCK_DATA_LOADED, 1)).containsExactly("AAPL", "IBM", "KO");
        assertThat(alphavantage.calls.stream().filter("TIME_SERIES_DAILY AAPL"::equals))
                .hasSize(1);
    }

    @Test
    void stopsAJobThatIsCancelled() {
        var alphavantage = startAlphaVantage(List.of("AAPL", "IBM", "KO"), 100);
        alphavantage.delayMillis = 200;
        String job =
                rig.post("/fetch", "{\"symbols\": [\"AAPL\", \"IBM\", \"KO\"]}").getHeader("Location");

        assertThat(rig.delete(job).bodyAsJsonObject().getString("state")).isEqualTo("cancelling");
        eventually(() -> rig.json(job).getString("state").equals("cancelled"));

        assertThat(rig.json(job).getJsonArray("symbols").getJsonObject(2).getString("state"))
                .isEqualTo("cancelled");
        assertThat(rig.delete(job).statusCode()).isEqualTo(409);
        assertThat(rig.delete("/jobs/nosuchjob").statusCode()).isEqualTo(404);
    }

    @Test
    void callsAlphaVantageAsOftenAsTheDayAllowsAndNoMore() {
        var alphavantage = startAlphaVantage(List.of("AAPL", "KO", "BA"), 4);
        assertThat(rig.json("/status").getJsonObject("budget").getInteger("leftToday"))
                .isEqualTo(2);
        String job = rig.post("/fetch", "{\"symbols\": [\"AAPL\", \"KO\", \"BA\"], \"outputsize\": \"full\"}")
                .getHeader("Location");
        eventually(() -> rig.json(job).getString("state").equals("finished"));

        assertThat(alphavantage.calls)
                .containsExactly(
                        "TIME_SERIES_DAILY IBM", "OVERVIEW IBM", "TIME_SERIES_DAILY AAPL", "TIME_SERIES_DAILY KO");
        assertThat(rig.json(job).getJsonArray("symbols").getJsonObject(2).getString("error"))
                .contains("rate_limited until");
        assertThat(rig.json("/stock-data/KO?limit=5000").getInteger("count")).isEqualTo(1259);
        eventually(() -> !bridge.of(ERROR_OCCURRED).isEmpty());
        eventually(() -> symbolsOf(ERROR_OCCURRED, 0).contains("BA"));
        assertThat(symbolsOf(ERROR_OCCURRED, 0))
                .as("and once that nothing is left")
                .containsExactlyInAnyOrder("BA", "");
        assertThat(rig.array("/fetch-logs?symbol=BA&status=failed", "logs")).hasSize(1);
        assertThat(rig.get("/fetch-logs").bodyAsString()).doesNotContain("SECRETKEY");
    }

    @Test
    void takesAnErrorPageForAFailureAndUnknownForUnknown() {
        var alphavantage = startAlphaVantage(List.of("IBM"), 100);
        String unknown = rig.post("/fetch", "{\"symbols\": [\"NOSUCH\"]}").getHeader("Location");
        eventually(() -> rig.json(unknown).getString("state").equals("finished"));
        alphavantage.fail(1_000, 500);
        String broken = rig.post("/fetch", "{\"symbols\": [\"IBM\"], \"outputsize\": \"full\"}")
                .getHeader("Location");
        eventually(() -> rig.json(broken).getString("state").equals("finished"));

        assertThat(error(unknown)).contains("Invalid API call");
        assertThat(error(broken)).contains("500");
        assertThat(rig.json("/stock-data/IBM").getInteger("count"))
                .as("what was there stays")
                .isEqualTo(100);
    }

    private String error(String job) {
        return rig.json(job).getJsonArray("symbols").getJsonObject(0).getString("error");
    }

    private FakeAlphaVantage startAlphaVantage(List<String> known, int perDay) {
        List<String> all = new ArrayList<>(known);
        all.add("IBM");
        var alphavantage = new FakeAlphaVantage(rig.vertx, all);
        rig.start(rig.config("alphavantage", List.of("IBM"), FakeAlphaVantage.config(alphavantage.url(), perDay)));
        rig.filled(1);
        return alphavantage;
    }

    private List<String> symbolsOf(EventType type, int skip) {
        return bridge.of(type).stream()
                .skip(skip)
                .map(event -> event.data().subject().orElse(""))
                .toList();
    }

    private static String jobId(HttpResponse<Buffer> accepted) {
        JsonObject job = accepted.bodyAsJsonObject();
        return job.getString("jobId");
    }
}
