package dev.broadtape.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a reader can have a provider asked, within what its key allows. */
class ProviderApiTest {
    private static final int CALLS = 8;

    @RegisterExtension
    final Rig rig = new Rig();

    private final FakeAlphaVantage provider = new FakeAlphaVantage(rig.vertx, List.of("IBM"));

    /** Two calls are for the bars and the company of the one symbol. */
    @BeforeEach
    void fill() {
        rig.start(rig.config("alphavantage", List.of("IBM"), FakeAlphaVantage.config(provider.url(), CALLS)));
        rig.filled(1);
        rig.eventuallyReady();
    }

    @Test
    void asksForAQuoteOnlyWhenThatIsWantedAndKnowsItFromThenOn() {
        assertThat(rig.json("/api/v1/stocks/IBM/price").getString("source")).isEqualTo("close");
        assertThat(provider.calls).noneMatch(call -> call.startsWith("GLOBAL_QUOTE"));

        JsonObject told = rig.json("/api/v1/stocks/IBM/price?source=provider");

        assertThat(told.getString("source")).isEqualTo("provider");
        assertThat(told.getString("origin")).isEqualTo("alphavantage");
        assertThat(told.getLong("age_seconds")).isLessThan(60);
        assertThat(rig.json("/api/v1/stocks/IBM/price").getString("source")).isEqualTo("provider");
        assertThat(rig.array("/api/v1/stocks/quotes/realtime", "quotes")
                        .getJsonObject(0)
                        .getString("source"))
                .isEqualTo("provider");
        assertThat(provider.calls.stream().filter(call -> call.startsWith("GLOBAL_QUOTE")))
                .as("the answer is kept")
                .hasSize(1);
    }

    @Test
    void passesOnWhatElseAProviderKnows() {
        JsonObject bars = rig.json("/api/v1/stocks/IBM/intraday?interval=1min");
        assertThat(bars.getString("interval")).isEqualTo("1min");
        assertThat(bars.getJsonArray("data").stream()
                        .map(bar -> ((JsonObject) bar).getString("time"))
                        .toList())
                .isNotEmpty()
                .isSortedAccordingTo((a, b) -> b.compareTo(a));
        JsonArray results = rig.post("/api/v1/search", "{\"query\": \"tesco\", \"source\": \"provider\", \"limit\": 2}")
                .bodyAsJsonObject()
                .getJsonArray("results");
        assertThat(results).hasSize(2);
        assertThat(rig.json("/api/v1/market/movers?source=provider&limit=2").getJsonArray("gainers"))
                .hasSize(2);
        JsonObject status = rig.json("/api/v1/market/status?source=provider");
        assertThat(status.getString("source")).isEqualTo("calendar");
        assertThat(status.getJsonObject("worldwide").getString("origin")).isEqualTo("alphavantage");
        assertThat(status.getJsonObject("worldwide").getJsonArray("markets")).isNotEmpty();
    }

    @Test
    void saysWhenCallsAreToBeHadAgain() {
        for (int call = 0; call < CALLS - 2; call++) {
            rig.get("/api/v1/stocks/UNKNOWN%d/price?source=provider".formatted(call));
        }

        HttpResponse<Buffer> refused = rig.get("/api/v1/stocks/IBM/price?source=provider");

        assertThat(refused.statusCode()).isEqualTo(429);
        Instant tomorrow =
                LocalDate.now(ZoneOffset.UTC).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        assertThat(Long.parseLong(refused.getHeader("Retry-After")))
                .isCloseTo(Duration.between(Instant.now(), tomorrow).toSeconds(), Offset.offset(60L));
        assertThat(rig.get("/api/v1/stocks/IBM/price").statusCode())
                .as("what is known costs nothing")
                .isEqualTo(200);
    }

    @Test
    void needsRedisForAnOrderThatIsMetered() {
        rig.redis.cut();

        HttpResponse<Buffer> refused = rig.post("/fetch", "{\"symbols\": [\"IBM\"]}");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isNotBlank();
    }
}
