package dev.broadtape.receiver.store;

import dev.broadtape.contract.Tick;
import dev.broadtape.receiver.store.TickQuery.Order;
import java.util.List;
import java.util.Optional;

/** Goes through all ticks of a store, oldest first, page by page. For one thread. */
final class TickWalk {
    private static final int PAGE = 5_000;

    private final TickStore store;
    private Optional<TickKey> after;

    /**
     * A walk that has not begun.
     *
     * @param after it begins behind this one
     */
    TickWalk(TickStore store, Optional<TickKey> after) {
        this.store = store;
        this.after = after;
    }

    /** None at the end. */
    List<Tick> next() {
        List<Tick> page = store.find(
                new TickQuery(Optional.empty(), Long.MIN_VALUE, Long.MAX_VALUE, Order.OLDEST_FIRST, after, PAGE));
        if (!page.isEmpty()) {
            after = Optional.of(TickKey.of(page.get(page.size() - 1)));
        }
        return page;
    }
}
