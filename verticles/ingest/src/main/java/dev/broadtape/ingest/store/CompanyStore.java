package dev.broadtape.ingest.store;

import static dev.broadtape.ingest.store.Collections.COMPANIES;
import static dev.broadtape.ingest.store.Collections.byId;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Wire;
import dev.broadtape.ingest.store.Listing.Profile;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * One document per symbol, by its {@code _id}: the company, which of its bars are stored, and the events of that.
 * Bars are covered from the moment that this document says so.
 */
public final class CompanyStore {
    private static final String LEAVING = "leaving";

    private final Mongo mongo;

    public CompanyStore(Mongo mongo) {
        this.mongo = mongo;
    }

    public Future<List<Listing>> all() {
        return mongo.runLong(Find.in(COMPANIES, new JsonObject()))
                .map(found -> found.stream()
                        .filter(document -> !document.containsKey(LEAVING))
                        .map(CompanyStore::listing)
                        .toList());
    }

    public Future<Listing> of(String symbol) {
        return mongo.run(client -> client.findOne(COMPANIES, byId(symbol), new JsonObject()))
                .map(found -> found == null ? Listing.unknown(symbol) : listing(found));
    }

    /** A profile and what is to be told of it, in one write. */
    public Future<Void> save(String symbol, Profile profile, Optional<DomainEvent> event) {
        return set(
                        byId(symbol),
                        new JsonObject().put("profile", Wire.toJson(profile)),
                        event,
                        profile.checkedAtMicros())
                .mapEmpty();
    }

    /**
     * A coverage and what is to be told of it, in one write. Fails with UNAVAILABLE when the coverage is not {@code
     * before} any more: then another host has loaded the symbol, and what that brought must be read first.
     */
    public Future<Void> save(Coverage coverage, Optional<Coverage> before, DomainEvent event) {
        JsonObject prices = Wire.toJson(coverage).put("closeE4", coverage.closeE4()); // a long whatever its size
        JsonObject filter = byId(coverage.symbol());
        before.ifPresentOrElse(
                known -> filter.put("prices.loadedAtMicros", known.loadedAtMicros()),
                () -> filter.put("prices", new JsonObject().put("$exists", false)));
        return set(filter, new JsonObject().put("prices", prices), Optional.of(event), coverage.loadedAtMicros())
                .compose(written -> written ? Future.succeededFuture() : Future.failedFuture(overtaken(coverage)));
    }

    private static Fault overtaken(Coverage coverage) {
        return Fault.unavailable("another host has loaded %s meanwhile".formatted(coverage.symbol()));
    }

    /** False when there is such a company and the filter is not true of it. */
    private Future<Boolean> set(JsonObject filter, JsonObject set, Optional<DomainEvent> event, long atMicros) {
        set.put("symbol", filter.getString("_id"));
        event.ifPresent(told -> Embedded.put(set, told));
        JsonObject update = new JsonObject()
                .put("$set", set)
                .put("$unset", new JsonObject().put(LEAVING, ""))
                .put("$setOnInsert", new JsonObject().put("firstSeenMicros", atMicros));
        return mongo.update(
                COMPANIES, new JsonObject().put("q", filter).put("u", update).put("upsert", true));
    }

    /** First step of removing a symbol: nothing of it is covered any more. False when it is not known. */
    public Future<Boolean> beginRemoval(String symbol) {
        JsonObject update = new JsonObject()
                .put("$set", new JsonObject().put(LEAVING, true))
                .put("$unset", new JsonObject().put("prices", "").put("profile", ""));
        return mongo.run(client -> client.updateCollection(COMPANIES, byId(symbol), update))
                .map(result -> result.getDocMatched() > 0);
    }

    /** Last step, when its bars are gone. Events that stand in the document must have left it, else it stays. */
    public Future<Void> endRemoval(String symbol) {
        JsonArray nothing = new JsonArray()
                .add(new JsonObject().put(Embedded.FIELD, new JsonObject().put("$exists", false)))
                .add(new JsonObject().put(Embedded.FIELD, new JsonObject()));
        JsonObject filter = byId(symbol).put(LEAVING, true).put("$or", nothing);
        return mongo.run(client -> client.removeDocument(COMPANIES, filter)).mapEmpty();
    }

    /** Those whose removal has begun. */
    public Future<List<String>> leaving() {
        return mongo.runLong(Find.in(COMPANIES, new JsonObject().put(LEAVING, true)))
                .map(found -> found.stream()
                        .map(document -> document.getString("_id"))
                        .toList());
    }

    private static Listing listing(JsonObject document) {
        return Wire.fromJson(document, Listing.class);
    }
}
