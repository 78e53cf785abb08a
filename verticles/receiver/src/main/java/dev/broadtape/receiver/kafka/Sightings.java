package dev.broadtape.receiver.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.broadtape.contract.ReceiverLedger.Seen;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What came in one partition, of its latest runs: at most {@link #RUNS}, an older one that ticks again is passed over. A
 * record without our headers is nobody's tick. For one thread.
 */
final class Sightings {
    /** Of each partition. */
    static final int RUNS = 4;

    private static final int MOST_DIGITS = 18;

    private final TreeMap<UUID, Sighting> runs = new TreeMap<>();
    private byte[] currentRun = {};
    private @Nullable Sighting current;

    /**
     * Sees one record.
     *
     * @param fromFirst whether a run not seen yet begins here; else we came in the middle of it
     */
    void see(Headers headers, boolean fromFirst) {
        byte[] run = {};
        byte[] sequence = {};
        for (Header header : headers) {
            switch (header.key()) {
                case "run" -> run = header.value();
                case "sequence" -> sequence = header.value();
                default -> {}
            }
            if (run.length > 0 && sequence.length > 0) {
                see(run, number(sequence), fromFirst);
                return;
            }
        }
    }

    private void see(byte[] run, long sequence, boolean fromFirst) {
        if (sequence < 1) {
            return;
        }
        if (!Arrays.equals(run, currentRun)) {
            current = sighting(run, fromFirst ? 0 : sequence - 1);
            currentRun = run;
        }
        if (current != null) {
            current.see(sequence);
        }
    }

    private @Nullable Sighting sighting(byte[] run, long last) {
        try {
            return sighting(UUID.fromString(new String(run, US_ASCII)), last);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable Sighting sighting(UUID run, long last) {
        runs.computeIfAbsent(run, any -> new Sighting(last));
        if (runs.size() > RUNS) {
            runs.pollFirstEntry();
        }
        return runs.get(run);
    }

    /** Not a number, or none that a sequence can be, is 0. */
    private static long number(byte[] digits) {
        if (digits.length > MOST_DIGITS) {
            return 0;
        }
        long number = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                return 0;
            }
            number = number * 10 + digit - '0';
        }
        return number;
    }

    /**
     * Holds what came against how far each run was committed before.
     *
     * @param whole whether all that the partition ever had was read: else a run that did not come may have come earlier
     */
    void require(Map<UUID, Long> committed, boolean whole) {
        new TreeMap<>(committed)
                .descendingMap().entrySet().stream()
                        .limit(RUNS)
                        .forEach(run -> require(run.getKey(), run.getValue(), whole));
        forgetCurrent();
    }

    private void require(UUID run, long position, boolean whole) {
        Sighting sighting = sighting(run, whole ? 0 : position);
        if (sighting != null) {
            sighting.require(position);
        }
    }

    /** Whether anything lies beyond these positions. */
    boolean beyond(Map<UUID, Long> committed) {
        return committed.entrySet().stream()
                .anyMatch(run ->
                        runs.containsKey(run.getKey()) && runs.get(run.getKey()).last() > run.getValue());
    }

    /** Holds what came against how far each run is committed since; of a run without a position nothing can be said. */
    void cap(Map<UUID, Long> committed) {
        committed.forEach((run, position) -> runs.computeIfPresent(run, (any, sighting) -> sighting.cap(position)));
    }

    /** The next record looks its run up again, since one may have gone. */
    private void forgetCurrent() {
        currentRun = new byte[0];
        current = null;
    }

    Map<UUID, Seen> seen() {
        var seen = new HashMap<UUID, Seen>();
        runs.forEach((run, sighting) -> seen.put(run, sighting.seen()));
        return seen;
    }
}
