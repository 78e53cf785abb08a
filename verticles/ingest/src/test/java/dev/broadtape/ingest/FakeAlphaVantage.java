package dev.broadtape.ingest;

import dev.broadtape.ingest.fetch.FetchingConfig;
import dev.broadtape.ingest.provider.AlphaVantageConfig;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * An HTTP server that answers with recordings of Alpha Vantage: one company's data to whichever symbol it knows. It can
 * be slow, break off, fail some times in a row, and say things of a key.
 */
public final class FakeAlphaVantage {
    /** Short pauses, for tests. */
    public static final FetchingConfig FAST = new FetchingConfig(
            Duration.ofSeconds(1), 4, Duration.ofMillis(20), Duration.ofMillis(200), 8, Duration.ofMillis(500));

    private static final Map<String, String> RECORDINGS = Map.of(
            "OVERVIEW", "overview.json",
            "GLOBAL_QUOTE", "quote.json",
            "SYMBOL_SEARCH", "search.json",
            "MARKET_STATUS", "markets.json",
            "TOP_GAINERS_LOSERS", "movers.json",
            "TIME_SERIES_INTRADAY", "intraday-1min.json",
            "TIME_SERIES_DAILY_ADJUSTED", "daily-adjusted.json");

    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final List<String> keys = new CopyOnWriteArrayList<>();

    /** What is said to a key in place of data, by the name of a recording. */
    public final Map<String, String> saysTo = new ConcurrentHashMap<>();

    public final AtomicInteger failures = new AtomicInteger();
    public volatile int status = 200;
    public volatile int delayMillis;
    public volatile boolean breaksOff;
    private final HttpServer server;
    private final List<String> known;

    public FakeAlphaVantage(Vertx vertx, List<String> known) {
        this.known = known;
        this.server = Waiting.await(vertx.createHttpServer()
                .requestHandler(request -> {
                    if (delayMillis == 0) {
                        answer(request);
                    } else {
                        vertx.setTimer(delayMillis, id -> answer(request));
                    }
                })
                .listen(0, "127.0.0.1"));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** Answers with {@code status} as often, then as if nothing had been. */
    public void fail(int times, int with) {
        failures.set(times);
        status = with;
    }

    private void answer(HttpServerRequest request) {
        String function = request.getParam("function");
        calls.add(function + " " + request.getParam("symbol"));
        keys.add(request.getParam("apikey"));
        Buffer body = Recordings.of("alphavantage/" + recording(request, function));
        HttpServerResponse response = request.response();
        if (breaksOff) {
            response.putHeader("Content-Length", String.valueOf(body.length()));
            response.write(body.getBuffer(0, body.length() / 2))
                    .onComplete(written -> request.connection().close());
        } else {
            response.setStatusCode(failures.getAndDecrement() > 0 ? status : 200)
                    .end(body);
        }
    }

    private String recording(HttpServerRequest request, String function) {
        String said = saysTo.get(String.valueOf(request.getParam("apikey")));
        if (said != null) {
            return said;
        }
        String symbol = request.getParam("symbol");
        if (symbol != null && !known.contains(symbol)) {
            return "unknown-symbol.json";
        }
        return RECORDINGS.getOrDefault(function, "daily-" + request.getParam("outputsize") + ".json");
    }

    public static AlphaVantageConfig config(String baseUrl, int perDay) {
        return config(baseUrl, perDay, "SECRETKEY");
    }

    public static AlphaVantageConfig config(String baseUrl, int perDay, String... keys) {
        return new AlphaVantageConfig(
                baseUrl, null, Stream.of(keys).map(Secret::new).toList(), 1_000, perDay, false, false);
    }
}
