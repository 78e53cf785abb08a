package dev.broadtape.ingest.store;

import static dev.broadtape.ingest.store.Collections.TURNS;
import static dev.broadtape.ingest.store.Collections.byId;

import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A duty that one ingest host has at a time: when it goes, another's turn comes. For use on one context. */
public final class Turn {
    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    private final Vertx vertx;
    private final Mongo mongo;
    private final Leases leases;
    private final String name;
    private Optional<Tenure> tenure = Optional.empty();
    private Runnable listener = () -> {};
    private boolean looking;
    private boolean ended;

    public Turn(Vertx vertx, Mongo mongo, Leases leases, String name) {
        this.vertx = vertx;
        this.mongo = mongo;
        this.leases = leases;
        this.name = name;
    }

    /** Tells {@code gained} each time that it becomes ours. */
    public void onGain(Runnable gained) {
        listener = gained;
    }

    public boolean ours() {
        return tenure.filter(Tenure::sure).isPresent();
    }

    public void start() {
        vertx.setPeriodic(
                leases.lookEvery().toMillis(),
                id -> look().onFailure(thrown -> log.debug("no turn to {} yet: {}", name, Causes.text(thrown))));
    }

    /** Takes the turn if it is to be had. */
    public Future<Void> look() {
        if (looking || ended || tenure.filter(held -> !held.over()).isPresent()) {
            return Future.succeededFuture();
        }
        looking = true;
        return seek().onComplete(v -> looking = false);
    }

    private Future<Void> seek() {
        return document().compose(document -> {
            Lease lease = Lease.of(document);
            return leases.takeable(name, lease)
                    ? leases.take(TURNS, name, lease).onSuccess(this::took).mapEmpty()
                    : Future.succeededFuture();
        });
    }

    private Future<JsonObject> document() {
        return mongo.run(client -> client.findOne(TURNS, byId(name), new JsonObject()))
                .compose(found -> found == null ? created() : Future.succeededFuture(found));
    }

    private Future<JsonObject> created() {
        JsonObject once =
                new JsonObject().put("$setOnInsert", new JsonObject().put(Lease.FIELD, Lease.FREE.document()));
        return mongo.findAndUpdate(TURNS, byId(name), once, true).map(Optional::orElseThrow);
    }

    private void took(Optional<Tenure> taken) {
        if (taken.isPresent()) {
            tenure = taken;
            listener.run();
        }
    }

    /** Hands it on. */
    public Future<Void> stop() {
        ended = true;
        return tenure.map(Tenure::release).orElseGet(Future::succeededFuture);
    }
}
