package dev.broadtape.receiver.kafka;

import dev.broadtape.contract.TickFrame;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The log of one partition, which says how far each run is durable. Blocks; for one thread, but for {@link #close}.
 *
 * <p>After any failure its owner opens it again, and learns from the answer what became of the last commit.
 */
public interface TickLog extends AutoCloseable {
    /** Shuts out whoever owned the partition before, and returns the last committed sequence of each run. */
    Map<UUID, Long> open();

    /**
     * Commits the ticks of all frames, and how far they reach, or nothing.
     *
     * @throws FencedException when somebody else has opened the partition: nothing was committed
     * @throws RuntimeException when it did not work, or perhaps did
     */
    void commit(List<TickFrame> frames);

    /** From another thread it ends a call that hangs, which then fails. */
    @Override
    void close();
}
