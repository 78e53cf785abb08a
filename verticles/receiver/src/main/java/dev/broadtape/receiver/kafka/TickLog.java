package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.TickFrame;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The log of one partition, which says how far each run is durable. Blocks; for one thread, but for {@link #close}.
 *
 * <p>It remembers the newest {@link Marks#MOST} runs. After any failure its owner opens it again, and learns from the
 * answer what became of the last commit.
 */
public interface TickLog extends AutoCloseable {
    /** Shuts out whoever owned the partition before, and returns what was committed of each run. */
    Map<UUID, Mark> open();

    /**
     * Commits the ticks of all frames, how far they reach and the fences, or nothing.
     *
     * @param fences of runs that are driven by somebody new; those of the frames are added
     * @throws FencedException when somebody else has opened the partition: nothing was committed
     * @throws RuntimeException when it did not work, or perhaps did
     */
    void commit(List<TickFrame> frames, Map<UUID, Long> fences);

    /** From another thread it ends a call that hangs, which then fails. */
    @Override
    void close();
}
