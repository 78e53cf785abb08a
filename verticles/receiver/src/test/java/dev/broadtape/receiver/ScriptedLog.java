package dev.broadtape.receiver;

import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.kafka.FencedException;
import dev.broadtape.receiver.kafka.TickLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A log in memory that fails as it is told to, before or after it has committed. */
final class ScriptedLog implements TickLog {
    private final List<Tick> ticks = new ArrayList<>();
    private final Map<UUID, Long> positions = new HashMap<>();
    private int opens;
    private int commits;
    private int failures;
    private boolean committedAnyway;
    private boolean fenced;
    private boolean held;
    private boolean closed;

    @Override
    public synchronized Map<UUID, Long> open() {
        opens++;
        return Map.copyOf(positions);
    }

    @Override
    public synchronized void commit(List<TickFrame> frames) {
        awaitRelease();
        if (fenced) {
            throw new FencedException(0);
        }
        boolean fails = failures-- > 0;
        if (!fails || committedAnyway) {
            commits++;
            for (TickFrame frame : frames) {
                ticks.addAll(frame.ticks());
                positions.put(frame.run(), frame.lastSequence());
            }
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

    /** Commits wait from now on. */
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

    synchronized void committedElsewhere(UUID run, long sequence) {
        positions.put(run, sequence);
    }

    synchronized void fence() {
        fenced = true;
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
