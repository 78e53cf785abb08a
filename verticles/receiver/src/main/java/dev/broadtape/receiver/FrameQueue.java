package dev.broadtape.receiver;

import dev.broadtape.contract.Position;
import dev.broadtape.contract.TickFrame;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The frames of a partition that are accepted and not yet durable, oldest first: at most {@link #MAX_FRAMES} and
 * {@link #MAX_TICKS}. When full, a frame is refused and its sender has to wait.
 */
final class FrameQueue {
    static final int MAX_FRAMES = 64;
    static final int MAX_TICKS = 200_000;

    /** A frame and whoever waits for it. */
    record Waiting(TickFrame frame, Promise<Position> reply) {}

    private final Deque<Waiting> frames = new ArrayDeque<>();
    private int ticks;
    private long added;

    boolean hasRoomFor(TickFrame frame) {
        return frames.size() < MAX_FRAMES && ticks + frame.ticks().size() <= MAX_TICKS;
    }

    void add(Waiting waiting) {
        added++;
        put(waiting);
    }

    private void put(Waiting waiting) {
        frames.addLast(waiting);
        ticks += waiting.frame().ticks().size();
    }

    /** All of them; they stay until they are removed. */
    List<TickFrame> frames() {
        return frames.stream().map(Waiting::frame).toList();
    }

    /** Takes the oldest {@code count} out. */
    List<Waiting> remove(int count) {
        var oldest = new ArrayList<Waiting>(count);
        while (oldest.size() < count) {
            Waiting next = frames.removeFirst();
            ticks -= next.frame().ticks().size();
            oldest.add(next);
        }
        return oldest;
    }

    /** Takes out all but the oldest {@code kept}. */
    List<Waiting> removeBehind(int kept) {
        List<Waiting> oldest = remove(kept);
        List<Waiting> rest = removeAll();
        oldest.forEach(this::put);
        return rest;
    }

    List<Waiting> removeAll() {
        return remove(frames.size());
    }

    int size() {
        return frames.size();
    }

    /** How many frames ever came. */
    long added() {
        return added;
    }

    /** How many of them are not here any more. */
    long removed() {
        return added - frames.size();
    }
}
