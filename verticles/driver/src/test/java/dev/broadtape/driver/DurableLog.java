package dev.broadtape.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Position;
import dev.broadtape.contract.PositionRequest;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What Kafka is to the receivers: the ticks, positions and fences that outlive each of them. */
final class DurableLog {
    private record Key(UUID run, int partition) {}

    private final Map<Key, List<Tick>> kept = new HashMap<>();
    private final Map<Key, Map<Long, Tick>> offered = new HashMap<>();
    private final Map<Key, Long> fences = new HashMap<>();
    private int largestFrame;
    private long refused;
    private boolean resentOtherwise;

    synchronized Position position(PositionRequest request) {
        var key = new Key(request.run(), request.partition());
        requireFence(key, request.fence());
        fences.put(key, request.fence());
        return Position.of(request.run(), request.partition(), ticks(key).size());
    }

    private void requireFence(Key key, long fence) {
        long known = fences.getOrDefault(key, 0L);
        if (fence < known) {
            refused++;
            throw Fault.of(Fault.Kind.CONFLICT, "fence %d is over: there is %d".formatted(fence, known));
        }
    }

    /** Looks whether a tick that is made again is the same tick; what an old driver makes is of no interest. */
    synchronized void offer(TickFrame frame) {
        if (frame.fence() < fences.getOrDefault(key(frame), 0L)) {
            return;
        }
        Map<Long, Tick> before = offered.computeIfAbsent(key(frame), key -> new HashMap<>());
        largestFrame = Math.max(largestFrame, frame.ticks().size());
        for (Tick tick : frame.ticks()) {
            Tick other = before.put(tick.sequence(), tick);
            resentOtherwise |= other != null && !other.equals(tick);
        }
    }

    synchronized Position append(TickFrame frame) {
        Key key = key(frame);
        requireFence(key, frame.fence());
        List<Tick> ticks = ticks(key);
        if (frame.firstSequence() > ticks.size() + 1) {
            throw Fault.of(Fault.Kind.CONFLICT, "send from " + (ticks.size() + 1));
        }
        if (frame.firstSequence() == ticks.size() + 1) {
            ticks.addAll(frame.ticks());
        }
        return Position.of(frame.run(), frame.partition(), ticks.size());
    }

    private static Key key(TickFrame frame) {
        return new Key(frame.run(), frame.partition());
    }

    private List<Tick> ticks(Key key) {
        return kept.computeIfAbsent(key, any -> new ArrayList<>());
    }

    /** All, partition by partition. */
    synchronized List<Tick> ticks() {
        return kept.values().stream().flatMap(List::stream).toList();
    }

    /** Those of a run, by partition. */
    synchronized Map<Integer, List<Tick>> ticks(UUID run) {
        var ticks = new TreeMap<Integer, List<Tick>>();
        kept.forEach((key, list) -> {
            if (key.run.equals(run) && !list.isEmpty()) {
                ticks.put(key.partition, List.copyOf(list));
            }
        });
        return ticks;
    }

    synchronized long partitionsWithTicks() {
        return kept.values().stream().filter(list -> !list.isEmpty()).count();
    }

    synchronized int largestFrame() {
        return largestFrame;
    }

    /** How often a fence was refused. */
    synchronized long refused() {
        return refused;
    }

    /** No gap, nothing doubled, and what was sent again was the same. */
    synchronized void assertExact() {
        assertThat(resentOtherwise).as("a tick was made again otherwise").isFalse();
        kept.values().forEach(list -> {
            for (int i = 0; i < list.size(); i++) {
                assertThat(list.get(i).sequence()).isEqualTo(i + 1);
            }
        });
    }
}
