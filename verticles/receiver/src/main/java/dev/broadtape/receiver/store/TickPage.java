package dev.broadtape.receiver.store;

import dev.broadtape.contract.Tick;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The first ticks of a query, gathered symbol by symbol. What would come last is on top of a heap, so that a symbol is left
 * at its first tick that comes too late. For one thread.
 */
public final class TickPage {
    private final TickQuery query;
    private final Comparator<Tick> order;
    private final PriorityQueue<Tick> ticks;

    public TickPage(TickQuery query) {
        this.query = query;
        this.order = Comparator.comparing(TickKey::of, query.comparator());
        this.ticks = new PriorityQueue<>(order.reversed());
    }

    /** Takes a tick of a symbol, whose ticks come in order; tells whether the next one may still be of use. */
    public boolean add(Tick tick) {
        if (!query.wants(tick)) {
            return true;
        }
        ticks.add(tick);
        return ticks.size() <= query.limit() || !ticks.remove().equals(tick);
    }

    /** In the order of the query. */
    public List<Tick> ticks() {
        return ticks.stream().sorted(order).toList();
    }
}
