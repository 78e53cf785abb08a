package dev.broadtape.system.bench;

import static org.awaitility.Awaitility.await;

import dev.broadtape.system.Broadtape;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A receiver, with its broker, that is frozen while the tape runs as fast as can be: the driver must stop and not fill up. */
final class Stall {
    private static final Duration BEFORE = Duration.ofSeconds(15);
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration FROZEN = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Stall() {}

    static void run(Path folder, Report report) throws Exception {
        try (Site site = Site.several(folder, Site.DRIVER_AND_RECEIVER_AND_REST)) {
            Tape tape = Tape.start(site, Tape.MAX);
            var begin = Conditions.begin(site.pids());
            Rate rate = Rate.of(tape, BEFORE);
            long driver = site.process(Site.DRIVER).pid();
            long before = Memory.live(driver);
            site.process(Site.RECEIVER).freeze();
            TimeUnit.NANOSECONDS.sleep(SETTLING.toNanos());
            long early = generated(site);
            TimeUnit.NANOSECONDS.sleep(FROZEN.minus(SETTLING).toNanos());
            long late = generated(site);
            long during = Memory.live(driver);
            site.process(Site.RECEIVER).thaw();
            double seconds = secondsUntilItGoesOn(tape);
            Conditions conditions = begin.end();
            tape.pause();
            long ticks = tape.settle();
            report.row(
                    "receiver frozen for %d s".formatted(FROZEN.toSeconds()),
                    "%,.0f ticks/s before; %,d ticks made in the last %d s; live heap of the driver %d MB before, %d MB at the end; goes on %.1f s after; residue 0 of %,d"
                            .formatted(
                                    rate.perSecond(),
                                    late - early,
                                    FROZEN.minus(SETTLING).toSeconds(),
                                    before,
                                    during,
                                    seconds,
                                    ticks),
                    "0 ticks, same heap",
                    conditions);
        }
    }

    private static long generated(Site site) {
        JsonObject figures = site.json(Site.DRIVER, "/health").getJsonObject("figures");
        return figures.getLong("ticksGenerated");
    }

    private static double secondsUntilItGoesOn(Tape tape) {
        long begun = System.nanoTime();
        await().atMost(Broadtape.PATIENCE).ignoreExceptions().until(() -> tape.committed() > 0);
        long committed = tape.committed();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> tape.committed() > committed + 10_000);
        return (System.nanoTime() - begun) / 1e9;
    }
}
