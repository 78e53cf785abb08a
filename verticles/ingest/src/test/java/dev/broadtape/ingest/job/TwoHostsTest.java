package dev.broadtape.ingest.job;

import static dev.broadtape.contract.EventType.BATCH_DATA_COMPLETED;
import static dev.broadtape.contract.EventType.DATA_THRESHOLD_REACHED;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.ingest.FakeAlphaVantage;
import dev.broadtape.ingest.FakeBridge;
import dev.broadtape.ingest.Rig;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two ingest hosts with one store, one Redis and one provider that counts. */
class TwoHostsTest {
    private static final List<String> SYMBOLS = List.of("AAPL", "BA", "KO", "MSFT", "XOM", "WMT");

    @RegisterExtension
    final Rig here = new Rig();

    @RegisterExtension
    final Rig there = Rig.beside(here);

    private final FakeBridge bridgeHere = new FakeBridge(here.vertx);
    private final FakeBridge bridgeThere = new FakeBridge(there.vertx);
    private final FakeAlphaVantage alphavantage =
            new FakeAlphaVantage(here.vertx, List.of("IBM", "AAPL", "BA", "KO", "MSFT", "XOM", "WMT"));

    @BeforeEach
    void start() {
        here.start(here.config("alphavantage", List.of("IBM"), FakeAlphaVantage.config(alphavantage.url(), 500)));
        here.filled(1);
        there.start(there.config("alphavantage", List.of("IBM"), FakeAlphaVantage.config(alphavantage.url(), 500)));
        there.filled(1);
    }

    @Test
    void shareTheJobsAndDoNoneTwice() {
        alphavantage.delayMillis = 150;
        List<String> jobs = SYMBOLS.stream()
                .map(symbol -> here.post("/fetch", "{\"symbols\": [\"%s\"]}".formatted(symbol))
                        .getHeader("Location"))
                .toList();
        eventually(() ->
                jobs.stream().allMatch(job -> there.json(job).getString("state").equals("finished")));

        assertThat(alphavantage.calls.stream().filter(call -> call.startsWith("TIME_SERIES")))
                .doesNotHaveDuplicates()
                .hasSize(1 + SYMBOLS.size());
        there.filled(1 + SYMBOLS.size());
        here.filled(1 + SYMBOLS.size());
        eventually(() -> delivered().stream()
                        .filter(event -> event.eventType() == BATCH_DATA_COMPLETED)
                        .count()
                == 1 + SYMBOLS.size());
        assertThat(delivered()).extracting(DomainEvent::eventId).doesNotHaveDuplicates();
        assertThat(bridgeHere.of(DATA_THRESHOLD_REACHED).size()
                        + bridgeThere.of(DATA_THRESHOLD_REACHED).size())
                .isEqualTo(1);
    }

    @Test
    void joinAJobThatTheOtherRuns() {
        alphavantage.delayMillis = 300;
        String first = here.post("/fetch", "{\"symbols\": [\"KO\", \"BA\"]}").getHeader("Location");
        String second = there.post("/fetch", "{\"symbols\": [\"BA\", \"KO\"]}").getHeader("Location");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void cancelAJobThatTheOtherRuns() {
        alphavantage.delayMillis = 500;
        String job = here.post("/fetch", "{\"symbols\": [\"KO\", \"BA\", \"MSFT\", \"XOM\", \"WMT\"]}")
                .getHeader("Location");
        eventually(() -> here.json(job).encode().contains("running"));

        JsonObject answer = there.delete(job).bodyAsJsonObject();

        assertThat(answer.getString("state")).isEqualTo("cancelling");
        eventually(() -> there.json(job).getString("state").equals("cancelled"));
        assertThat(there.json(job).getInteger("succeeded")).isLessThan(5);
    }

    @Test
    void goOnWithTheJobsAndTheEventsOfOneThatIsCutOff() {
        alphavantage.delayMillis = 300;
        String job =
                here.post("/fetch", "{\"symbols\": [\"KO\", \"BA\", \"MSFT\"]}").getHeader("Location");
        eventually(() -> here.json(job).getInteger("succeeded") == 1);
        here.mongo.cut();

        eventually(() -> there.json(job).getString("state").equals("finished"));
        assertThat(there.json(job).getInteger("succeeded")).isEqualTo(3);
        eventually(() -> there.json("/status").getInteger("events_unsent") == 0);
        here.mongo.mend();
        here.filled(4);

        assertThat(alphavantage.calls.stream().filter("TIME_SERIES_DAILY KO"::equals))
                .as("what was done stays done")
                .hasSize(1);
        assertThat(there.json("/api/v1/events?event_type=batch_data_completed").getInteger("count"))
                .isEqualTo(2);
    }

    private List<DomainEvent> delivered() {
        var all = new ArrayList<>(bridgeHere.delivered);
        all.addAll(bridgeThere.delivered);
        return all;
    }
}
