package dev.broadtape.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.core.ConditionTimeoutException;

/** Does harm to a fleet, one fault after the other in a seeded order, and measures for how long the tape was silent. */
final class Drill {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** Longer than any failure detection here. */
    private static final Duration HOLD = Duration.ofSeconds(5);

    /**
     * What a fault did.
     *
     * @param kind such as {@code "kill -9 receiver"}
     * @param where the processes or hosts
     * @param silence how long the slowest partition brought nothing to a consumer
     * @param noticed how soon the others knew, by the ways that there are; nothing of a network cut
     */
    record Outcome(String kind, String where, Duration silence, Map<String, Duration> noticed) {}

    private record Fault(String kind, List<String> names, String where, Duration hold, Runnable begin, Runnable end) {}

    private final Fleet fleet;
    private final Hosts hosts;
    private final Watch watch;
    private final Random random;
    private final List<Fault> kinds;

    Drill(Fleet fleet, Hosts hosts, Watch watch, long seed) {
        this.fleet = fleet;
        this.hosts = hosts;
        this.watch = watch;
        this.random = new Random(seed);
        this.kinds = kinds();
    }

    private List<Fault> kinds() {
        var kinds = new ArrayList<Fault>();
        for (List<String> pair : List.of(Fleet.RECEIVERS, Fleet.DRIVERS)) {
            pair.forEach(name -> kinds.add(kill(kindOf(name), List.of(name))));
            pair.forEach(name -> kinds.add(freeze(name)));
        }
        Fleet.OTHERS.forEach(name -> kinds.add(kill(kindOf(name), List.of(name))));
        kinds.add(kill("both receivers", Fleet.RECEIVERS));
        kinds.add(kill("both drivers", Fleet.DRIVERS));
        kinds.add(cut(1, 2));
        kinds.add(cut(1, 3));
        kinds.add(cut(2, 3));
        return kinds;
    }

    private static String kindOf(String name) {
        return name.replaceAll("-\\d$", "");
    }

    private Fault kill(String kind, List<String> names) {
        return new Fault(
                "kill -9 " + kind,
                names,
                String.join(" and ", names),
                Duration.ZERO,
                () -> names.forEach(name -> fleet.process(name).kill()),
                () -> names.forEach(fleet::start));
    }

    private Fault freeze(String name) {
        return new Fault(
                "kill -STOP, -CONT " + kindOf(name),
                List.of(name),
                name,
                HOLD,
                () -> fleet.process(name).freeze(),
                () -> fleet.process(name).thaw());
    }

    private Fault cut(int one, int other) {
        return new Fault(
                "network cut",
                List.of(),
                "hosts %d and %d".formatted(one, other),
                HOLD,
                () -> hosts.cut(one, other),
                hosts::heal);
    }

    /** Every fault in a shuffled order, again and again. */
    List<Outcome> run(int faults) {
        var outcomes = new ArrayList<Outcome>();
        var deck = new ArrayList<Fault>();
        while (outcomes.size() < faults) {
            if (deck.isEmpty()) {
                deck.addAll(kinds);
                Collections.shuffle(deck, random);
            }
            outcomes.add(suffer(deck.remove(deck.size() - 1)));
        }
        return outcomes;
    }

    private Outcome suffer(Fault fault) {
        fleet.supervise();
        watch.reset();
        Instant begun = Instant.now();
        fault.begin().run();
        hold(fault.hold());
        fault.end().run();
        long undone = System.nanoTime();
        try {
            await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(() -> {
                fleet.supervise();
                return watch.allMovedSince(undone) || !watch.violations().isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "the tape stands still after %s of %s at %s"
                            .formatted(fault.kind(), fault.where(), watch.sequences()),
                    e);
        }
        var outcome =
                new Outcome(fault.kind(), fault.where(), watch.longestSilence(), fleet.noticed(begun, fault.names()));
        System.out.printf(
                "%s: %s, silent for %d ms%n",
                fault.kind(), fault.where(), outcome.silence().toMillis());
        hold(Duration.ofMillis(random.nextInt(1_500)));
        return outcome;
    }

    /** The length of a fault is its own condition. */
    private static void hold(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
