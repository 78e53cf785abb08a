package dev.broadtape.ingest.store;

import static dev.broadtape.ingest.store.Collections.EXPIRES;
import static dev.broadtape.ingest.store.Collections.date;

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

/**
 * Removes what has expired, which not every server does by itself, and the oldest of what is too much, every ten
 * minutes. What never expires, as an unsent event, has no such time and stays.
 */
public final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final JsonObject EXPIRING = new JsonObject().put(EXPIRES, new JsonObject().put("$exists", true));

    private static final List<Rule> RULES = List.of(
            new Rule(Collections.EVENTS, EXPIRING, "recordedAtMicros", 50_000),
            new Rule(Collections.LOGS, new JsonObject(), "atMicros", 20_000),
            new Rule(Collections.JOBS, EXPIRING, "createdAtMicros", 1_000));

    /**
     * What may go from a collection.
     *
     * @param keep how many of the newest stay
     */
    record Rule(String collection, JsonObject removable, String time, int keep) {}

    private final Vertx vertx;
    private final Mongo mongo;
    private final Node node;

    public Retention(Vertx vertx, Mongo mongo, Node node) {
        this.vertx = vertx;
        this.mongo = mongo;
        this.node = node;
    }

    public void start() {
        vertx.setPeriodic(
                EVERY.toMillis(),
                id -> run().onFailure(thrown -> log.warn(
                        "old documents could not be removed, next try in {}: {}", EVERY, Causes.text(thrown))));
    }

    public Future<Void> run() {
        Future<Void> done = Future.succeededFuture();
        for (Rule rule : RULES) {
            done = done.compose(v -> expire(rule.collection)).compose(v -> apply(rule));
        }
        return done;
    }

    private Future<Void> expire(String collection) {
        return remove(collection, new JsonObject().put(EXPIRES, new JsonObject().put("$lte", date(node.nowMicros()))));
    }

    Future<Void> apply(Rule rule) {
        FindOptions firstToGo = new FindOptions()
                .setSort(new JsonObject().put(rule.time, -1))
                .setSkip(rule.keep)
                .setLimit(1);
        return mongo.runLong(Find.in(rule.collection, rule.removable, firstToGo))
                .compose(found ->
                        found.isEmpty() ? Future.succeededFuture() : remove(rule.collection, upTo(rule, found.get(0))));
    }

    private static JsonObject upTo(Rule rule, JsonObject newestToGo) {
        return rule.removable.copy().put(rule.time, new JsonObject().put("$lte", newestToGo.getLong(rule.time)));
    }

    private Future<Void> remove(String collection, JsonObject filter) {
        return mongo.runLong(client -> client.removeDocuments(collection, filter))
                .mapEmpty();
    }
}
