package dev.broadtape.system.bench;

import dev.broadtape.system.bench.Turns.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The tape with SBE values, and Kafka's own producer benchmark against the same broker, in turn. */
final class AgainstKafka {
    private static final int ROUNDS = 3;
    private static final Duration TIME = Duration.ofSeconds(15);

    private AgainstKafka() {}

    static void run(Path folder, Report report) throws Exception {
        try (Site site = Site.one(folder, List.of(), "receiver.kafka.valueFormat=sbe")) {
            Tape tape = Tape.start(site, Tape.MAX);
            Rate.warmUp(tape);
            var tool = new ProducerTool(site.brokers());
            var turns = new Turns();
            for (int round = 1; round <= ROUNDS; round++) {
                Turn ours = ours(site, tape, report, round);
                tape.pause();
                turns.add(ours, theirs(site, tool, report, round));
                tape.resume();
            }
            tape.pause();
            long ticks = tape.settle();
            report.row(
                    "ours to Kafka's, median of %d".formatted(ROUNDS),
                    "%s; residue 0 of %,d".formatted(turns, ticks),
                    "0.4",
                    Conditions.NONE);
        }
    }

    private static Turn ours(Site site, Tape tape, Report report, int round) throws InterruptedException {
        var begin = Conditions.begin(site.pids());
        Rate rate = Rate.of(tape, TIME);
        var turn = new Turn(rate.perSecond(), begin.end());
        report.row(
                "one JVM, SBE, round %d".formatted(round),
                "%,.0f ticks/s".formatted(turn.perSecond()),
                "",
                turn.conditions());
        return turn;
    }

    /** The tape is paused, and all its verticles are there. */
    private static Turn theirs(Site site, ProducerTool tool, Report report, int round) throws Exception {
        var begin = Conditions.begin(site.pids());
        double perSecond = tool.perSecond();
        var turn = new Turn(perSecond, begin.end());
        report.row(
                "Kafka's ProducerPerformance, round %d".formatted(round),
                "%,.0f records/s".formatted(perSecond),
                "",
                turn.conditions());
        return turn;
    }
}
