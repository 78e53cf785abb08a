package dev.broadtape.system.bench;

import dev.broadtape.system.Broadtape;
import dev.broadtape.system.Ports;
import dev.broadtape.system.bench.Turns.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** Ingest's reads against a bare vertx-web route with as many bytes, each in a JVM of its own, in turn. */
final class Reads {
    private static final int ROUNDS = 3;
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private Reads() {}

    static void run(Path folder, Report report) throws Exception {
        try (Site site = Site.one(folder, List.of())) {
            compare(site, "/stock-data/AAPL?limit=100", report);
            compare(site, "/api/v1/stocks", report);
        }
    }

    private static void compare(Site site, String path, Report report) throws Exception {
        int bytes = Broadtape.get(site.port("ingest"), path).body().length();
        int port = Ports.free();
        Process bare = bare(port, bytes);
        try {
            Awaitility.await()
                    .ignoreExceptions()
                    .until(() -> Broadtape.get(port, "/").body().length() == bytes);
            HttpLoad.of(port, "/", WARM_UP);
            HttpLoad.of(site.port("ingest"), path, WARM_UP);
            var turns = new Turns();
            for (int round = 1; round <= ROUNDS; round++) {
                Turn theirs = turn(List.of(bare.pid()), port, "/", report, "bare route, %d bytes".formatted(bytes));
                turns.add(turn(site.pids(), site.port("ingest"), path, report, "GET " + path), theirs);
            }
            report.row(
                    "GET %s to the bare route, median of %d".formatted(path, ROUNDS),
                    turns.toString(),
                    "0.7",
                    Conditions.NONE);
        } finally {
            bare.destroyForcibly().waitFor();
        }
    }

    private static Process bare(int port, int bytes) throws IOException {
        var command = new ArrayList<>(List.of(Broadtape.jdk("java"), "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(BareRoute.class.getName(), Integer.toString(port), Integer.toString(bytes)));
        return new ProcessBuilder(command).inheritIO().start();
    }

    private static Turn turn(List<Long> pids, int port, String path, Report report, String what) throws Exception {
        var begin = Conditions.begin(pids);
        HttpLoad.Outcome outcome = HttpLoad.of(port, path, TIME);
        var turn = new Turn(outcome.perSecond(), begin.end());
        report.row(
                "%s, %d connections".formatted(what, HttpLoad.CONNECTIONS),
                "%,.0f requests/s, p99 %.1f ms".formatted(outcome.perSecond(), outcome.p99Millis()),
                "",
                turn.conditions());
        return turn;
    }
}
