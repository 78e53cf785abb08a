package dev.broadtape.ingest.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Takes leases of one kind for this process, under an id that no other process has and that it does not keep over a
 * restart. For use on one context.
 */
public final class Leases {
    private record Seen(Lease lease, long sinceNanos) {}

    private final Vertx vertx;
    private final Mongo mongo;
    private final LongSupplier nanos;
    private final Duration term;
    private final String holder;
    private final Map<String, Seen> seen = new HashMap<>();

    /**
     * The leases of one kind.
     *
     * @param nanos a clock that only goes forward
     * @param name of the process, for whoever reads a document
     * @param term a lease that stands still for so long is dead
     */
    public Leases(Vertx vertx, Mongo mongo, LongSupplier nanos, String name, Duration term) {
        this.vertx = vertx;
        this.mongo = mongo;
        this.nanos = nanos;
        this.term = term;
        this.holder = name + ":" + UUID.randomUUID();
    }

    /** How often to look for leases that can be taken. */
    public Duration lookEvery() {
        return term.dividedBy(4);
    }

    /** Whether to try: the lease is free, left over from a lost answer of our own, or dead. Call it at each look. */
    public boolean takeable(String id, Lease lease) {
        long now = nanos.getAsLong();
        Seen before = seen.get(id);
        if (before == null || !before.lease.equals(lease)) {
            before = new Seen(lease, now);
            seen.put(id, before);
        }
        return lease.free() || lease.holder().equals(holder) || now - before.sinceNanos >= term.toNanos();
    }

    /** Forgets the leases of documents that are of no interest any more. */
    public void watchOnly(Set<String> ids) {
        seen.keySet().retainAll(ids);
    }

    /** Empty when another was faster. */
    public Future<Optional<Tenure>> take(String collection, String id, Lease last) {
        Lease next = last.takenBy(holder);
        long startNanos = nanos.getAsLong();
        JsonObject update = new JsonObject().put("$set", new JsonObject().put(Lease.FIELD, next.document()));
        return mongo.run(client -> client.updateCollection(collection, last.asSeen(id), update))
                .map(result -> result.getDocMatched() == 0
                        ? Optional.empty()
                        : Optional.of(new Tenure(
                                vertx, mongo, new Tenure.Post(collection, id, next), nanos, startNanos, term)));
    }
}
