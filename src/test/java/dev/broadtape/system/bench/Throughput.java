package dev.broadtape.system.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** All in one JVM, values as JSON, as fast as can be: how fast, and where the time goes. */
final class Throughput {
    private static final Duration TIME = Duration.ofSeconds(60);

    private Throughput() {}

    static void run(Path folder, Report report) throws Exception {
        try (Site site = Site.one(folder, List.of())) {
            Tape tape = Tape.start(site, Tape.MAX);
            Rate.warmUp(tape);
            var begin = Conditions.begin(site.pids());
            Rate rate = Rate.of(tape, TIME);
            Conditions conditions = begin.end();
            Profile profile = Profile.of(site.process("all").pid(), folder.resolve("profile.jfr"));
            tape.pause();
            long ticks = tape.settle();
            report.row(
                    "one JVM, JSON, %d s".formatted(TIME.toSeconds()),
                    "%,.0f ticks/s (slowest %d s: %,.0f); residue 0 of %,d"
                            .formatted(rate.perSecond(), Rate.WINDOW.toSeconds(), rate.slowest(), ticks),
                    "100,000",
                    conditions);
            report.section("Where the time goes", profile.markdown());
        }
    }
}
