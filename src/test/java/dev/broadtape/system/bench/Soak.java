package dev.broadtape.system.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All in one JVM at full rate for minutes: whether memory grows. */
final class Soak {

    private Soak() {}

    static void run(Path folder, Report report, int minutes, List<String> options) throws Exception {
        var log = new GcLog(folder.resolve("gc.log"));
        List<String> all = new ArrayList<>(options);
        all.add(log.option());
        try (Site site = Site.one(folder.resolve("site"), all)) {
            Tape tape = Tape.start(site, Tape.MAX);
            Rate.warmUp(tape);
            log.look();
            var table = new StringBuilder(
                    "| minute | ticks/s | RSS | of it anonymous · files | heap after GC at least | pauses | load |\n|---|---|---|---|---|---|---|\n");
            for (int minute = 1; minute <= minutes; minute++) {
                table.append(minute(minute, site, tape, log));
            }
            tape.pause();
            long ticks = tape.settle();
            table.append("\nResidue 0 of %,d ticks; live heap after a full collection at the end %,d MB.\n"
                    .formatted(ticks, Memory.live(site.pids().get(0))));
            report.section("%d minutes at full rate, %s".formatted(minutes, options), table.toString());
        }
    }

    private static String minute(int minute, Site site, Tape tape, GcLog log) throws Exception {
        Rate rate = Rate.of(tape, Duration.ofMinutes(1));
        long pid = site.pids().get(0);
        GcLog.Collections collections = log.look();
        return "| %d | %,.0f | %,d MB | %,d · %,d MB | %d MB | %.1f %% | %.1f |\n"
                .formatted(
                        minute,
                        rate.perSecond(),
                        Memory.of(pid, "VmRSS"),
                        Memory.of(pid, "RssAnon"),
                        Memory.of(pid, "RssFile"),
                        collections.leastMegabytes().orElse(0),
                        collections.pauseMillis() / 600,
                        Cpu.load());
    }
}
