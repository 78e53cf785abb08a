package dev.broadtape.receiver.ws;

import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is connected, in {@link #SHIFTS} shifts that take turns within a frame's time: so a thousand clients hold the event loop for
 * ten short moments rather than for a long one. The clock only ticks while somebody is there.
 */
final class Clients {
    static final int SHIFTS = 10;

    private static final Logger log = LoggerFactory.getLogger(Clients.class);
    private static final long NONE = -1;

    private final Vertx vertx;
    private final SocketConfig config;
    private final LongSupplier nanos;
    private final Counts counts;
    private final List<Set<Client>> shifts = IntStream.range(0, SHIFTS)
            .<Set<Client>>mapToObj(shift -> new HashSet<>())
            .toList();
    private int reserved;
    private int present;
    private int next;
    private long timer = NONE;

    Clients(Vertx vertx, SocketConfig config, LongSupplier nanos, Counts counts) {
        this.vertx = vertx;
        this.config = config;
        this.nanos = nanos;
        this.counts = counts;
    }

    /** Keeps a place until {@link #enter} or {@link #giveUp}; there may be none. */
    boolean reserve() {
        if (present + reserved >= config.maxClients()) {
            counts.refusedSinceFull();
            return false;
        }
        reserved++;
        return true;
    }

    void giveUp() {
        reserved--;
    }

    /** Takes the place that was kept. */
    void enter(Client client) {
        reserved--;
        present++;
        counts.clients.increment();
        smallest().add(client);
        if (timer == NONE) {
            timer = vertx.setPeriodic(Math.max(1, config.frameInterval().toMillis() / SHIFTS), id -> turn());
        }
    }

    private Set<Client> smallest() {
        Set<Client> smallest = shifts.get(0);
        for (Set<Client> shift : shifts) {
            smallest = shift.size() < smallest.size() ? shift : smallest;
        }
        return smallest;
    }

    private void turn() {
        next = (next + 1) % SHIFTS;
        long now = nanos.getAsLong();
        List.copyOf(shifts.get(next)).forEach(client -> client.turn(now));
    }

    /** Only once does anybody leave. */
    void leave(Client client, Closure why) {
        if (shifts.stream().anyMatch(shift -> shift.remove(client))) {
            present--;
            counts.clients.decrement();
            counts.closed(why);
            log.debug("{} is gone: {}", client, why.label());
        }
        if (present == 0 && timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }

    void closeAll() {
        shifts.stream().flatMap(Set::stream).toList().forEach(client -> client.close(Closure.STOPPING));
    }
}
