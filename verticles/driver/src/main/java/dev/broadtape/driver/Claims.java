package dev.broadtape.driver;

import dev.broadtape.contract.Wire;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * The {@code tape} collection: one document, which says who has the lease and which run is on.
 *
 * <p>Each write is conditional on what the document says; its answer is whether the condition held. One that fails may have
 * been done all the same.
 */
final class Claims {
    private static final String COLLECTION = "tape";
    private static final String ID = "_id";
    private static final String THE_ONE = "tape";

    private final Mongo mongo;

    Claims(Mongo mongo) {
        this.mongo = mongo;
    }

    Future<Optional<Claim>> read() {
        return mongo.find(COLLECTION, new JsonObject().put(ID, THE_ONE), 1)
                .map(found -> found.stream().findFirst().map(document -> Wire.fromJson(document, Claim.class)));
    }

    /** The first one. */
    Future<Boolean> insert(Claim first) {
        return mongo.insert(COLLECTION, Wire.toJson(first).put(ID, THE_ONE));
    }

    /** Puts {@code next} in place of {@code seen}, unless that was renewed or replaced. The run that is on stays. */
    Future<Boolean> takeOver(Claim seen, Claim next) {
        JsonObject query = ofFence(seen.fence()).put("beat", seen.beat());
        JsonObject fields = Wire.toJson(next);
        fields.remove("run");
        return mongo.update(COLLECTION, query, new JsonObject().put("$set", fields));
    }

    Future<Boolean> renew(Claim mine, boolean alone) {
        JsonObject query = ofFence(mine.fence()).put("instance", mine.instance().toString());
        return mongo.update(COLLECTION, query, oneBeat().put("$set", new JsonObject().put("alone", alone)));
    }

    /** Says that this run is on. */
    Future<Boolean> point(long fence, UUID run) {
        return mongo.update(
                COLLECTION, ofFence(fence), oneBeat().put("$set", new JsonObject().put("run", run.toString())));
    }

    Future<Boolean> release(Claim mine) {
        JsonObject released = new JsonObject().put("released", true);
        return mongo.update(COLLECTION, ofFence(mine.fence()), new JsonObject().put("$set", released));
    }

    private static JsonObject ofFence(long fence) {
        return new JsonObject().put(ID, THE_ONE).put("fence", fence);
    }

    private static JsonObject oneBeat() {
        return new JsonObject().put("$inc", new JsonObject().put("beat", 1));
    }
}
