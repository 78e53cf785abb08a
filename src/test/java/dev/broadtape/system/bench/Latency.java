package dev.broadtape.system.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All in one JVM at 10,000 ticks a second, of 30 symbols each 3 ms: how long a tick takes to a consumer and to a browser. */
final class Latency {
    private static final Duration INTERVAL = Duration.ofMillis(3);
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration TIME = Duration.ofSeconds(40);

    private Latency() {}

    static void run(Path folder, Report report) throws Exception {
        try (Site site = Site.one(folder, List.of())) {
            Tape tape = Tape.start(
                    site, new JsonObject().put("interval", INTERVAL.toString()).put("speed", 1));
            try (var kafka = new KafkaLatency(site.brokers(), Site.TOPIC);
                    var browser = new BrowserLatency(site.port("dashboard"), INTERVAL.toNanos() / 1_000)) {
                TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
                kafka.take();
                browser.take();
                measure(site, kafka, browser, report);
            }
            tape.pause();
            tape.settle();
        }
    }

    private static void measure(Site site, KafkaLatency kafka, BrowserLatency browser, Report report)
            throws InterruptedException {
        var begin = Conditions.begin(site.pids());
        TimeUnit.NANOSECONDS.sleep(TIME.toNanos());
        Conditions conditions = begin.end();
        report.row(
                "10,000 ticks/s: tick due → read_committed consumer",
                kafka.take().toString(),
                "p99 50 ms",
                conditions);
        report.row(
                "10,000 ticks/s: tick due → frame at a WebSocket client",
                browser.take().toString(),
                "p99 150 ms",
                conditions);
    }
}
