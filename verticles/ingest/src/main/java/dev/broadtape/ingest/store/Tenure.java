package dev.broadtape.ingest.store;

import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease that this process holds and renews until it is let go or lost. Half a term without a renewal is enough to
 * doubt it: others wait a whole one, so nobody else has it before we stop.
 */
public final class Tenure {
    private static final Logger log = LoggerFactory.getLogger(Tenure.class);

    /** The document that the lease is on, and the lease. */
    record Post(String collection, String id, Lease lease) {}

    private final Vertx vertx;
    private final Mongo mongo;
    private final Post post;
    private final LongSupplier nanos;
    private final Duration term;
    private long renewedNanos;
    private boolean over;
    private Consumer<JsonObject> reader = document -> {};

    Tenure(Vertx vertx, Mongo mongo, Post post, LongSupplier nanos, long startNanos, Duration term) {
        this.vertx = vertx;
        this.mongo = mongo;
        this.post = post;
        this.nanos = nanos;
        this.term = term;
        this.renewedNanos = startNanos;
        renewLater();
    }

    /** Hands the document to {@code read} at each renewal. */
    public void onRenewal(Consumer<JsonObject> read) {
        reader = read;
    }

    /** Certainly ours at this moment. */
    public boolean sure() {
        return !over && nanos.getAsLong() - renewedNanos < term.dividedBy(2).toNanos();
    }

    /** Lost or let go, and for good. */
    public boolean over() {
        return over;
    }

    /** Matches the document as long as it is ours. */
    public JsonObject filter() {
        return post.lease.asHeld(post.id);
    }

    private void renewLater() {
        vertx.setTimer(term.dividedBy(5).toMillis(), id -> {
            if (!over) {
                renew().onFailure(thrown -> log.debug("the lease of {} waits: {}", post.id, Causes.text(thrown)))
                        .onComplete(v -> renewLater());
            }
        });
    }

    /** Fails while the store is away. Afterwards it is {@link #sure} or {@link #over}. */
    public Future<Void> renew() {
        long startNanos = nanos.getAsLong();
        JsonObject update = new JsonObject().put("$inc", new JsonObject().put(Lease.FIELD + ".beat", 1L));
        return mongo.findAndUpdate(post.collection, filter(), update, false)
                .onSuccess(document -> renewed(document, startNanos))
                .mapEmpty();
    }

    private void renewed(Optional<JsonObject> document, long startNanos) {
        if (document.isEmpty()) {
            lose();
        } else if (!over) {
            renewedNanos = startNanos;
            reader.accept(document.get());
        }
    }

    /** For whoever finds that {@link #filter} matches nothing. */
    public void lose() {
        if (!over) {
            over = true;
            log.warn("the lease of {} is lost to another host", post.id);
        }
    }

    /** No more renewals; the document itself says that nobody need have it, or others wait for its lease to die. */
    public void end() {
        over = true;
    }

    /** Lets go, so that others need not wait. */
    public Future<Void> release() {
        if (over) {
            return Future.succeededFuture();
        }
        over = true;
        JsonObject update = new JsonObject().put("$set", new JsonObject().put(Lease.FIELD + ".holder", ""));
        return mongo.run(client -> client.updateCollection(post.collection, filter(), update))
                .mapEmpty();
    }
}
