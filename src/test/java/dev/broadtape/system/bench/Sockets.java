package dev.broadtape.system.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.HdrHistogram.Recorder;

/**
 * A thousand clients of {@code /ws/ticks}, each with ten symbols and ten frames a second. One in twenty of them takes nothing from when it
 * is connected, and is let be: it is closed only after the measurement.
 */
final class Sockets {
    private static final int CLIENTS = 1_000;
    private static final int STALLED_EACH = 20;
    private static final int STALLED = CLIENTS / STALLED_EACH;
    private static final int SYMBOLS = 10;
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration TIME = Duration.ofSeconds(60);

    private final Site site;
    private final Recorder micros = new Recorder(3);
    private final LongAdder frames = new LongAdder();

    private Sockets(Site site) {
        this.site = site;
    }

    static void run(Path folder, Report report) throws Exception {
        try (Site site = Site.one(folder, List.of("-Xmx1g"), "receiver.ws.patience=5m")) {
            Tape tape = Tape.start(
                    site, new JsonObject().put("interval", INTERVAL.toString()).put("speed", 1));
            Vertx vertx = Vertx.vertx();
            try {
                new Sockets(site).connect(vertx).measure(report);
            } finally {
                vertx.close().await();
            }
            tape.pause();
            tape.settle();
        }
    }

    private Sockets connect(Vertx vertx) throws InterruptedException {
        WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(CLIENTS));
        List<String> symbols = symbols(site);
        for (int i = 0; i < CLIENTS; i++) {
            new SocketLatency(INTERVAL.toNanos() / 1_000, micros, frames)
                    .connect(client, site.port("receiver"), ten(symbols, i), i % STALLED_EACH == 0)
                    .await();
        }
        TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
        return this;
    }

    private static List<String> symbols(Site site) {
        return site.json("driver", "/status").getJsonArray("symbols").stream()
                .map(String::valueOf)
                .toList();
    }

    private static String ten(List<String> symbols, int from) {
        return String.join(
                ",",
                IntStream.range(from, from + SYMBOLS)
                        .mapToObj(i -> symbols.get(i % symbols.size()))
                        .toList());
    }

    private void measure(Report report) throws InterruptedException {
        long before = Memory.live(pid());
        micros.reset();
        frames.reset();
        var begin = Conditions.begin(site.pids());
        TimeUnit.NANOSECONDS.sleep(TIME.toNanos());
        Conditions conditions = begin.end();
        var latencies = new Latencies(micros.getIntervalHistogram());
        double each = (double) frames.sum() / TIME.toSeconds() / (CLIENTS - STALLED);
        assertThat(connected()).isEqualTo(CLIENTS);
        report.row(
                "%,d WebSocket clients with %d symbols each, %d of which take nothing: tick due → the others"
                        .formatted(CLIENTS, SYMBOLS, STALLED),
                "%s; %.1f frames/s each; live heap %d MB before, %d MB after %d s"
                        .formatted(latencies, each, before, Memory.live(pid()), TIME.toSeconds()),
                "p99 150 ms, flat",
                conditions);
    }

    private long pid() {
        return site.pids().get(0);
    }

    private long connected() {
        return site.json("receiver", "/health").getJsonObject("figures").getLong("wsClients");
    }
}
