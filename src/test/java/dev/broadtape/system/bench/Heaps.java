package dev.broadtape.system.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** All in one JVM, as fast as can be, with heaps of several sizes. */
final class Heaps {
    private static final List<String> SIZES = List.of("512m", "1g");
    private static final Duration TIME = Duration.ofSeconds(15);

    private Heaps() {}

    static void run(Path folder, Report report) throws Exception {
        for (String size : SIZES) {
            run(folder.resolve(size), size, report);
        }
    }

    private static void run(Path folder, String size, Report report) throws Exception {
        var log = new GcLog(folder.resolveSibling(size + ".gc.log"));
        try (Site site = Site.one(folder, List.of("-Xmx" + size, log.option()))) {
            Tape tape = Tape.start(site, Tape.MAX);
            Rate.warmUp(tape);
            log.look();
            var begin = Conditions.begin(site.pids());
            Rate rate = Rate.of(tape, TIME);
            Conditions conditions = begin.end();
            GcLog.Collections collections = log.look();
            long rss = Memory.of(site.pids().get(0), "VmRSS");
            report.row(
                    "one JVM, JSON, -Xmx" + size,
                    "%,.0f ticks/s; heap after GC at least %d MB, pauses %.1f %% of the time, RSS %,d MB"
                            .formatted(
                                    rate.perSecond(),
                                    collections.leastMegabytes().orElse(0),
                                    collections.pauseMillis() / TIME.toMillis() * 100,
                                    rss),
                    "",
                    conditions);
            tape.pause();
            tape.settle();
        }
    }
}
