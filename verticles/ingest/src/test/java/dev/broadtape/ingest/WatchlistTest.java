package dev.broadtape.ingest;

import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.ingest.provider.AlphaVantageConfig;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where the symbols come from that are kept filled. */
class WatchlistTest {
    @RegisterExtension
    final Rig rig = new Rig();

    @Test
    void fillsTheSymbolsOfASector() {
        rig.start(config("history", "sectors", FakeAlphaVantage.config("http://127.0.0.1:1", 25)));
        rig.filled(3);

        JsonObject symbols = rig.json("/symbols");
        assertThat(symbols.getJsonArray("symbols")).containsExactly("KO", "PG", "WMT");
        assertThat(symbols.getString("source")).isEqualTo("sectors");
    }

    @Test
    void fillsTheTopMoversOnceTheyAreKnown() {
        var alphavantage = new FakeAlphaVantage(rig.vertx, List.of("IBM", "NFLX", "ACMEW"));
        alphavantage.delayMillis = 50;
        rig.start(config("alphavantage", "top-movers", FakeAlphaVantage.config(alphavantage.url(), 25)));

        eventually(() -> rig.json("/symbols").getString("source").equals("top-movers"));
        assertThat(rig.json("/symbols").getJsonArray("symbols")).containsExactly("ACMEW", "NFLX");
        eventually(() -> List.of("ACMEW", "NFLX").stream()
                .allMatch(symbol -> rig.get("/stock-data/" + symbol).statusCode() == 200));
        assertThat(rig.json("/status").getInteger("configured_symbols")).isEqualTo(2);
    }

    @Test
    void keepsTheSymbolsOfTheConfigurationWhileTheMoversAreNotKnown() {
        var alphavantage = new FakeAlphaVantage(rig.vertx, List.of("IBM"));
        alphavantage.saysTo.put("SECRETKEY", "premium.json");
        rig.start(config("alphavantage", "top-movers", FakeAlphaVantage.config(alphavantage.url(), 25)));

        eventually(() -> alphavantage.calls.contains("TOP_GAINERS_LOSERS null"));

        JsonObject symbols = rig.json("/symbols");
        assertThat(symbols.getJsonArray("symbols")).containsExactly("IBM");
        assertThat(symbols.getString("source")).isEqualTo("default");
    }

    private IngestConfig config(String provider, String source, AlphaVantageConfig alphavantage) {
        IngestConfig base = rig.config(provider, List.of("IBM"), alphavantage);
        return new IngestConfig(
                base.port(),
                provider,
                List.of(),
                base.symbols(),
                source,
                List.of("consumer-staples"),
                2,
                alphavantage,
                base.csv(),
                base.fetching(),
                base.keepEvents(),
                base.lease());
    }
}
