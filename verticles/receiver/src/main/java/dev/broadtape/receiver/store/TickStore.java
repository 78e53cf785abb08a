package dev.broadtape.receiver.store;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import java.util.List;
import java.util.UUID;

/**
 * Keeps ticks for reading. Blocks; safe on any thread. Every method may throw a {@link StoreException}.
 *
 * <p>The order of ticks is that of the tape's time, then of the sequence.
 */
public interface TickStore extends AutoCloseable {
    /** As in configuration: {@code embedded}. */
    String kind();

    /**
     * Keeps all ticks of {@code frames} or none of them. Writing a tick again changes nothing.
     *
     * <p>Frames of one run and partition come from one thread at a time.
     */
    void write(List<TickFrame> frames);

    /** The newest ticks of {@code symbol}, newest first; none when it is unknown. */
    List<Tick> newest(String symbol, int limit);

    /** The newest ticks of all symbols, newest first. */
    List<Tick> newest(int limit);

    /** The first ticks of {@code symbol} from {@code fromMicros} on and before {@code toMicros}, oldest first. */
    List<Tick> range(String symbol, long fromMicros, long toMicros, int limit);

    /** The newest runs of which a tick was ever written, newest first; their ids are UUIDv7. Does not block. */
    List<UUID> runs(int limit);

    /**
     * The sequences of a run and partition that were ever written: ascending and apart, none when there are none. Kept
     * over a restart, however many of the ticks were removed. Does not block.
     */
    List<Range> ranges(UUID run, int partition);

    /** How many different ticks were ever written: exact, and kept over a restart. */
    long stored();

    /** How many of them are still here. */
    long entries();

    /** Removes what is older or larger than is to be kept. */
    void prune();

    @Override
    void close();
}
