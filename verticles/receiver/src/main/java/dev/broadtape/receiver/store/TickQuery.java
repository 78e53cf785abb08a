package dev.broadtape.receiver.store;

import dev.broadtape.contract.Tick;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which ticks are asked for.
 *
 * @param symbol of one, or of all when it is absent
 * @param fromMicros the first time that is wanted
 * @param toMicros the first time that is not; {@link Long#MAX_VALUE} sets no end
 * @param after where the page before ended
 * @param limit how many at most
 */
public record TickQuery(
        Optional<String> symbol, long fromMicros, long toMicros, Order order, Optional<TickKey> after, int limit) {
    /** In which order ticks come; {@link TickKey} has the details. */
    public enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    static TickQuery newest(Optional<String> symbol, int limit) {
        return new TickQuery(symbol, Long.MIN_VALUE, Long.MAX_VALUE, Order.NEWEST_FIRST, Optional.empty(), limit);
    }

    public boolean newestFirst() {
        return order == Order.NEWEST_FIRST;
    }

    /** What comes first is less. */
    public Comparator<TickKey> comparator() {
        return newestFirst() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }

    /** Whether a tick is in the window and behind the page before. */
    public boolean wants(Tick tick) {
        return tick.timeMicros() >= fromMicros
                && (tick.timeMicros() < toMicros || toMicros == Long.MAX_VALUE)
                && after.filter(last -> comparator().compare(TickKey.of(tick), last) <= 0)
                        .isEmpty();
    }
}
