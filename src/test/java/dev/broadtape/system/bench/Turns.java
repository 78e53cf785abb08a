package dev.broadtape.system.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Two that are measured in turn, since the machine is never the same twice. Their ratio is taken round by round, by rate and by
 * what a second of one core brings: the second one says less of who else was at work.
 */
final class Turns {
    /** One turn of one of them. */
    record Turn(double perSecond, Conditions conditions) {
        double perCoreSecond() {
            return perSecond / conditions.ours();
        }
    }

    private final List<Double> byRate = new ArrayList<>();
    private final List<Double> byCore = new ArrayList<>();

    void add(Turn ours, Turn theirs) {
        byRate.add(ours.perSecond() / theirs.perSecond());
        byCore.add(ours.perCoreSecond() / theirs.perCoreSecond());
    }

    @Override
    public String toString() {
        return "%.2f; by what a core does, %.2f".formatted(median(byRate), median(byCore));
    }

    /** Of an even number, the lower of the two in the middle. */
    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get((figures.size() - 1) / 2);
    }
}
