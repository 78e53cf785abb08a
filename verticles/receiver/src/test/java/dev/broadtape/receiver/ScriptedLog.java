package dev.broadtape.receiver;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.kafka.FencedException;
import dev.broadtape.receiver.kafka.Mark;
import dev.broadtape.receiver.kafka.TickLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A log in memory that fails as it is told to, before or after it has committed. */
final class ScriptedLog implements TickLog {
    private final List<Tick> ticks = new ArrayList<>();
    private final Map<UUID, Mark> positions = new HashMap<>();
    private int opens;
    private int commits;
    private int failures;
    private boolean committedAnyway;
    private boolean fenced;
    private boolean held;
    private boolean closed;

    @Override
    public synchronized Map<UUID, Mark> open() {
        awaitRelease();
        opens++;
        fenced = false;
        closed = false;
        return Map.copyOf(positions);
    }

    @Override
    public synchronized void commit(List<TickFrame> frames, Map<UUID, Long> fences) {
        awaitRelease();
        if (fenced) {
            throw new FencedException(0);
        }
        boolean fails = failures-- > 0;
        if (!fails || committedAnyway) {
            commits++;
            for (TickFrame frame : frames) {
                ticks.addAll(frame.ticks());
                positions.put(frame.run(), new Mark(frame.lastSequence(), frame.fence()));
            }
            fences.forEach((run, fence) -> positions.merge(
                    run, new Mark(0, fence), (before, now) -> new Mark(before.sequence(), now.fence())));
        }
        if (fails) {
            throw new IllegalStateException("the broker went away");
        }
    }

    private void awaitRelease() {
        try {
            while (held) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whoever opens it or commits has to wait from now on. */
    synchronized void hold() {
        held = true;
    }

    synchronized void letGo() {
        held = false;
        notifyAll();
    }

    synchronized void failNext(int times, boolean committed) {
        failures = times;
        committedAnyway = committed;
    }

    synchronized void committedElsewhere(UUID run, Mark mark) {
        positions.put(run, mark);
    }

    /** Until it is opened again. */
    synchronized void fence() {
        fenced = true;
    }

    synchronized Mark mark(UUID run) {
        return positions.getOrDefault(run, Mark.NONE);
    }

    synchronized List<Long> sequences(UUID run) {
        return ticks.stream()
                .filter(tick -> tick.run().equals(run))
                .map(Tick::sequence)
                .toList();
    }

    synchronized int commits() {
        return commits;
    }

    synchronized int opens() {
        return opens;
    }

    synchronized boolean closed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
