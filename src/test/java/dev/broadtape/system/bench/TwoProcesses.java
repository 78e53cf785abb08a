package dev.broadtape.system.bench;

import dev.broadtape.system.bench.Turns.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The driver in a JVM of its own and all else in another one, against all in one JVM, in turn; who has no turn is paused. */
final class TwoProcesses {
    private static final int ROUNDS = 3;
    private static final Duration TIME = Duration.ofSeconds(10);

    private TwoProcesses() {}

    static void run(Path folder, Report report) throws Exception {
        try (Site one = Site.one(folder.resolve("one"), List.of());
                Site two = Site.several(folder.resolve("two"), Site.DRIVER_AND_REST)) {
            Tape ofOne = warm(one);
            Tape ofTwo = warm(two);
            var turns = new Turns();
            for (int round = 1; round <= ROUNDS; round++) {
                Turn inOne = turn(one, ofOne, report, "one JVM, JSON, round %d".formatted(round));
                Turn inTwo = turn(two, ofTwo, report, "two JVMs, JSON, round %d".formatted(round));
                turns.add(inTwo, inOne);
            }
            ofOne.settle();
            ofTwo.settle();
            report.row(
                    "two JVMs to one, median of %d".formatted(ROUNDS),
                    "%s; residue 0".formatted(turns),
                    "0.8",
                    Conditions.NONE);
        }
    }

    private static Tape warm(Site site) throws InterruptedException {
        Tape tape = Tape.start(site, Tape.MAX);
        Rate.warmUp(tape);
        tape.pause();
        return tape;
    }

    private static Turn turn(Site site, Tape tape, Report report, String what) throws InterruptedException {
        tape.resume();
        var begin = Conditions.begin(site.pids());
        Rate rate = Rate.of(tape, TIME);
        var turn = new Turn(rate.perSecond(), begin.end());
        tape.pause();
        report.row(what, "%,.0f ticks/s".formatted(turn.perSecond()), "", turn.conditions());
        return turn;
    }
}
