package dev.broadtape.ingest.store;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the store can be used. Each time it comes, at the start or after it was away, it is prepared: indexes
 * made, memory filled, work taken up again. Preparing is safe to repeat.
 */
public final class StoreLink {
    private static final Logger log = LoggerFactory.getLogger(StoreLink.class);

    private final Mongo mongo;
    private final Supplier<Future<Void>> prepare;
    private Optional<Future<Void>> prepared = Optional.empty();
    private String reason = "MongoDB has not answered yet";

    public StoreLink(Mongo mongo, Supplier<Future<Void>> prepare) {
        this.mongo = mongo;
        this.prepare = prepare;
    }

    /** For readiness: pings, and prepares where that is due. */
    public Future<Void> probe() {
        return mongo.ping().compose(v -> prepared()).onFailure(this::lost);
    }

    private Future<Void> prepared() {
        Future<Void> current = prepared.orElseGet(prepare);
        prepared = Optional.of(current);
        return current;
    }

    private void lost(Throwable thrown) {
        prepared = Optional.empty();
        String now = Causes.text(thrown);
        if (!(thrown instanceof Fault) && !now.equals(reason)) {
            log.error("the store cannot be prepared", thrown);
        }
        reason = now;
    }

    /**
     * Refuses what needs the store while it is away, without waiting for it.
     *
     * @throws Fault UNAVAILABLE, naming MongoDB
     */
    public void require() {
        if (prepared.filter(Future::succeeded).isEmpty()) {
            throw Fault.unavailable(reason.contains("MongoDB") ? reason : "MongoDB cannot be used: " + reason);
        }
    }
}
