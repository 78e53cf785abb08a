package dev.broadtape.ingest;

import static dev.broadtape.contract.Contract.RECORD_EVENT;
import static dev.broadtape.contract.EventType.HEALTH_CHECK;
import static dev.broadtape.ingest.Rig.FIVE;
import static dev.broadtape.ingest.Waiting.await;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.EventData.ErrorOccurred;
import dev.broadtape.contract.EventData.HealthCheck;
import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Events;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What happens while a store is away, and after. Mostly waiting, so the tests wait together. */
@Execution(ExecutionMode.CONCURRENT)
class OutagesTest {
    @RegisterExtension
    final Rig rig = new Rig();

    @Test
    void startsWithoutMongoAndFillsItselfWhenItComes() {
        rig.mongo.cut();
        rig.start(rig.history(FIVE));

        assertThat(rig.get("/jobs").statusCode())
                .as("before the first probe is over")
                .isEqualTo(503);
        saysThatMongoIsAway();
        rig.mongo.mend();

        rig.filled(5);
        rig.eventuallyReady();
        assertThat(rig.get("/stock-data/IBM").statusCode()).isEqualTo(200);
    }

    @Test
    void goesOnByItselfWhenMongoReturns() {
        var bridge = new FakeBridge(rig.vertx);
        rig.start(rig.history(FIVE));
        rig.filled(5);
        rig.eventuallyReady();
        String job = rig.post("/fetch", "{\"symbols\": [\"XOM\", \"V\", \"WMT\", \"HD\", \"MA\"]}")
                .getHeader("Location");
        rig.mongo.cut();

        saysThatMongoIsAway();
        Future<?> recorded = RECORD_EVENT.ask(rig.vertx.eventBus(), new Events(rig.node, "test").of(error()));
        Throwable thrown = await(recorded.map(v -> new Throwable("recorded")).recover(Future::succeededFuture));
        assertThat(thrown).isInstanceOf(Fault.class).hasMessageContaining("MongoDB");
        rig.mongo.mend();

        rig.filled(10);
        rig.eventuallyReady();
        assertThat(rig.json(job).getString("state")).isEqualTo("finished");
        eventually(() -> bridge.of(HEALTH_CHECK).stream()
                .map(event -> (HealthCheck) event.data())
                .anyMatch(check -> check.check().equals("mongodb") && !check.ok()));
    }

    @Test
    void fetchesTheBundledHistoryWithoutRedis() {
        rig.redis.cut();
        rig.start(rig.history(FIVE));
        rig.filled(5);

        eventually(() -> rig.get("/health/ready").statusCode() == 503);
        assertThat(rig.get("/health/ready").bodyAsString()).contains("redis");
        rig.redis.mend();
        rig.eventuallyReady();
    }

    @Test
    void cannotAskAlphaVantageWithoutRedisAndCatchesUpWhenItReturns() {
        var alphavantage = new FakeAlphaVantage(rig.vertx, List.of("IBM"));
        rig.redis.cut();
        rig.start(rig.config("alphavantage", List.of("IBM"), FakeAlphaVantage.config(alphavantage.url(), 25)));

        eventually(() -> rig.json("/status").getInteger("jobs_open") == 1);
        HttpResponse<Buffer> refused = rig.post("/fetch", "{\"symbols\": [\"IBM\"]}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.bodyAsString()).contains("Redis");
        assertThat(rig.json("/status").getJsonObject("budget").containsKey("leftToday"))
                .isFalse();
        assertThat(alphavantage.calls).isEmpty();

        rig.redis.mend();
        rig.filled(1);
        assertThat(alphavantage.calls).containsExactly("TIME_SERIES_DAILY IBM", "OVERVIEW IBM");
    }

    private void saysThatMongoIsAway() {
        eventually(() -> rig.get("/health/ready").bodyAsString().contains("MongoDB"));
        long start = System.nanoTime();
        for (String path :
                List.of("/stock-data/IBM", "/stock-data/BRK.B", "/jobs", "/fetch-logs", "/company-info/IBM")) {
            HttpResponse<Buffer> answer = rig.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.bodyAsJsonObject().getString("detail")).contains("MongoDB");
        }
        assertThat(rig.post("/fetch", "{\"symbols\": [\"IBM\"]}").statusCode()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(rig.get("/status").statusCode()).isEqualTo(200);
        assertThat(rig.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(rig.get("/health/live").statusCode()).isEqualTo(200);
    }

    private static ErrorOccurred error() {
        return new ErrorOccurred("test", "message", Optional.empty());
    }
}
