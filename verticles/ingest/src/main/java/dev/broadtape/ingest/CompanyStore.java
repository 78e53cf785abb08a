package dev.broadtape.ingest;

import static dev.broadtape.ingest.Collections.COMPANIES;
import static dev.broadtape.ingest.Collections.byId;

import dev.broadtape.contract.Wire;
import dev.broadtape.ingest.Listing.Profile;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.UpdateOptions;
import java.util.List;

/** One document per symbol, by its {@code _id}: the company, and which of its bars are stored. */
final class CompanyStore {
    private final Mongo mongo;

    CompanyStore(Mongo mongo) {
        this.mongo = mongo;
    }

    Future<List<Listing>> all() {
        return mongo.runLong(client -> client.find(COMPANIES, new JsonObject()))
                .map(found -> found.stream().map(CompanyStore::listing).toList());
    }

    Future<Listing> of(String symbol) {
        return mongo.run(client -> client.findOne(COMPANIES, byId(symbol), new JsonObject()))
                .map(found -> found == null ? Listing.unknown(symbol) : listing(found));
    }

    Future<Void> save(String symbol, Profile profile) {
        return set(symbol, "profile", Wire.toJson(profile), profile.checkedAtMicros());
    }

    Future<Void> save(Coverage coverage) {
        JsonObject prices = Wire.toJson(coverage).put("closeE4", coverage.closeE4()); // a long whatever its size
        return set(coverage.symbol(), "prices", prices, coverage.loadedAtMicros());
    }

    private Future<Void> set(String symbol, String field, JsonObject value, long atMicros) {
        JsonObject update = new JsonObject()
                .put("$set", new JsonObject().put("symbol", symbol).put(field, value))
                .put("$setOnInsert", new JsonObject().put("firstSeenMicros", atMicros));
        return mongo.run(client -> client.updateCollectionWithOptions(
                        COMPANIES, byId(symbol), update, new UpdateOptions().setUpsert(true)))
                .mapEmpty();
    }

    private static Listing listing(JsonObject document) {
        return Wire.fromJson(document, Listing.class);
    }
}
