package dev.broadtape.receiver.store;

import dev.broadtape.contract.ReceiverLedger.Range;
import dev.broadtape.contract.Tick;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.receiver.store.TickQuery.Order;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps ticks for reading. Blocks; safe on any thread. Every method may throw a {@link StoreException}.
 *
 * <p>The order of ticks is that of {@link TickKey}: the tape's time, then run and sequence.
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

    /** What {@code query} asks for; none when its symbol is unknown. */
    List<Tick> find(TickQuery query);

    /** The newest ticks of {@code symbol}, newest first; none when it is unknown. */
    default List<Tick> newest(String symbol, int limit) {
        return find(TickQuery.newest(Optional.of(symbol), limit));
    }

    /** The newest ticks of all symbols, newest first. */
    default List<Tick> newest(int limit) {
        return find(TickQuery.newest(Optional.empty(), limit));
    }

    /** The first ticks of {@code symbol} from {@code fromMicros} on and before {@code toMicros}, oldest first. */
    default List<Tick> range(String symbol, long fromMicros, long toMicros, int limit) {
        return find(
                new TickQuery(Optional.of(symbol), fromMicros, toMicros, Order.OLDEST_FIRST, Optional.empty(), limit));
    }

    /**
     * The minutes of {@code symbol} that begin at {@code fromMicros} or later and before {@code toMicros}, oldest first. Where
     * several runs ticked in a minute it may come in parts.
     *
     * @param run whose ticks count; those of all when it is absent
     */
    List<Minute> minutes(String symbol, long fromMicros, long toMicros, Optional<UUID> run);

    /** The last tick that came of {@code symbol}: its time is where the tape's clock stands. Does not block. */
    Optional<Tick> last(String symbol);

    /** The last tick that came of each symbol, by symbol, behind {@code symbol}. Does not block. */
    List<Tick> lastAfter(String symbol, int limit);

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

    StoreStatus status();

    /** Removes what is older or larger than is to be kept. */
    void prune();

    @Override
    void close();
}
