package dev.broadtape.receiver.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The marks of a partition's newest {@link #MOST} runs; their ids are UUIDv7, which sort by time. A run that fell out,
 * or is older than all when it is full, is over: it can tick no more, since nobody remembers how far it came. For one
 * thread.
 */
public final class Marks {
    /** A run is begun by hand or once a day. */
    public static final int MOST = 1_000;

    private final NavigableMap<UUID, Mark> byRun = new TreeMap<>();

    public Mark of(UUID run) {
        return byRun.getOrDefault(run, Mark.NONE);
    }

    public void raise(UUID run, Mark mark) {
        byRun.merge(run, mark, Mark::with);
    }

    /** Forgets all, and learns {@code marks}. */
    public void reset(Map<UUID, Mark> marks) {
        byRun.clear();
        byRun.putAll(marks);
    }

    /** Drops the oldest runs that are too many, and names them. */
    public List<UUID> trim() {
        var dropped = new ArrayList<UUID>();
        while (byRun.size() > MOST) {
            dropped.add(byRun.pollFirstEntry().getKey());
        }
        return dropped;
    }

    /** Whether a run can tick no more. */
    public boolean over(UUID run) {
        return byRun.size() >= MOST && !byRun.containsKey(run) && run.compareTo(byRun.firstKey()) < 0;
    }
}
