package dev.broadtape.ingest;

import dev.broadtape.contract.EventType;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes the oldest of what only grows, every ten minutes. Not an index's TTL, which not every server does. */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    /** That the threshold was reached is told once in the life of a store, so its event stays to show that it was. */
    private static final JsonObject SENT_EVENTS = new JsonObject()
            .put("sent", true)
            .put("eventType", new JsonObject().put("$ne", EventType.DATA_THRESHOLD_REACHED.wireName()));

    private static final JsonObject OVER = new JsonObject().put("state", new JsonObject().put("$ne", "running"));

    private static final List<Rule> RULES = List.of(
            new Rule(Collections.EVENTS, SENT_EVENTS, "recordedAtMicros", 50_000),
            new Rule(Collections.LOGS, new JsonObject(), "atMicros", 20_000),
            new Rule(Collections.JOBS, OVER, "createdAtMicros", 1_000));

    /**
     * What may go from a collection.
     *
     * @param keep how many of the newest stay
     */
    record Rule(String collection, JsonObject removable, String time, int keep) {}

    private final Vertx vertx;
    private final Mongo mongo;
    private final Node node;
    private final Duration keepEvents;

    Retention(Vertx vertx, Mongo mongo, Node node, Duration keepEvents) {
        this.vertx = vertx;
        this.mongo = mongo;
        this.node = node;
        this.keepEvents = keepEvents;
    }

    void start() {
        vertx.setPeriodic(
                EVERY.toMillis(),
                id -> run().onFailure(thrown -> log.warn(
                        "old documents could not be removed, next try in {}: {}", EVERY, Causes.text(thrown))));
    }

    Future<Void> run() {
        long oldest = node.nowMicros() - keepEvents.toNanos() / 1_000;
        Future<Void> done = remove(Collections.EVENTS, SENT_EVENTS, "recordedAtMicros", oldest);
        for (Rule rule : RULES) {
            done = done.compose(v -> apply(rule));
        }
        return done;
    }

    Future<Void> apply(Rule rule) {
        FindOptions firstToGo = new FindOptions()
                .setSort(new JsonObject().put(rule.time, -1))
                .setSkip(rule.keep)
                .setLimit(1);
        return mongo.runLong(client -> client.findWithOptions(rule.collection, rule.removable, firstToGo))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : remove(
                                rule.collection,
                                rule.removable,
                                rule.time,
                                found.get(0).getLong(rule.time)));
    }

    private Future<Void> remove(String collection, JsonObject removable, String time, long newestToGo) {
        JsonObject filter = removable.copy().put(time, new JsonObject().put("$lte", newestToGo));
        return mongo.runLong(client -> client.removeDocuments(collection, filter))
                .mapEmpty();
    }
}
