package dev.broadtape.ingest.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Who may work at a document. It holds no time, so no two clocks are compared: its holder counts {@code beat} up, and
 * whoever sees it stand still for long enough by its own clock may take it.
 *
 * @param holder empty when it is free
 * @param token grows with each holder; what a former one writes is refused by it
 */
public record Lease(String holder, long token, long beat) {
    public static final Lease FREE = new Lease("", 0, 0);

    static final String FIELD = "lease";

    /** The lease of a document, {@link #FREE} if it never had one. */
    public static Lease of(JsonObject document) {
        JsonObject lease = document.getJsonObject(FIELD, new JsonObject());
        return new Lease(
                lease.getString("holder", FREE.holder),
                lease.getLong("token", FREE.token),
                lease.getLong("beat", FREE.beat));
    }

    boolean free() {
        return holder.isEmpty();
    }

    Lease takenBy(String next) {
        return new Lease(next, token + 1, 0);
    }

    JsonObject document() {
        return new JsonObject().put("holder", holder).put("token", token).put("beat", beat);
    }

    /** Matches the document as long as its lease is exactly this. */
    JsonObject asSeen(String id) {
        return new JsonObject()
                .put("_id", id)
                .put(FIELD + ".token", orMissing(token))
                .put(FIELD + ".beat", orMissing(beat))
                .put(FIELD + ".holder", free() ? orMissing(holder) : holder);
    }

    private static JsonObject orMissing(Object value) {
        return new JsonObject().put("$in", new JsonArray().add(value).addNull());
    }

    /** Matches the document as long as nobody else has taken it, whatever the beat. */
    JsonObject asHeld(String id) {
        return new JsonObject().put("_id", id).put(FIELD + ".token", token).put(FIELD + ".holder", holder);
    }
}
