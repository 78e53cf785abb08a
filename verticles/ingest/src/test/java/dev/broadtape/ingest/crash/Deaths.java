package dev.broadtape.ingest.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * At which steps a process is to die. All of them take minutes: {@code -Dcrash.all=true}. Otherwise right before and right
 * after events are sent, and a few others: which these are, {@code -Dcrash.seed} says.
 */
final class Deaths {
    private static final int OTHERS = 4;
    private static final long SEED = 20261124;

    private Deaths() {}

    /**
     * Numbers of steps, counted from 1.
     *
     * @param steps what an undisturbed process does, in order
     */
    static List<Integer> among(List<String> steps) {
        if (Boolean.getBoolean("crash.all")) {
            return numbers(steps.size());
        }
        var chosen = new TreeSet<>(List.of(last(steps, Victim.BEFORE_SENDING), last(steps, Victim.AFTER_SENDING)));
        List<Integer> others = numbers(steps.size());
        others.removeAll(chosen);
        Collections.shuffle(others, new Random(Long.getLong("crash.seed", SEED)));
        chosen.addAll(others.subList(0, OTHERS));
        return List.copyOf(chosen);
    }

    private static List<Integer> numbers(int count) {
        var numbers = new ArrayList<Integer>();
        for (int number = 1; number <= count; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private static int last(List<String> steps, String what) {
        for (int number = steps.size(); number > 0; number--) {
            if (steps.get(number - 1).endsWith(what)) {
                return number;
            }
        }
        throw new IllegalArgumentException("no step '%s' among %s".formatted(what, steps));
    }
}
