package dev.broadtape.ingest.store;

import dev.broadtape.contract.Bar;
import dev.broadtape.contract.Exchange;
import dev.broadtape.ingest.provider.Action;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A bar with what is known of its day.
 *
 * @param source the provider that it came from
 * @param firstSeenMicros when its day was stored for the first time
 */
public record StoredBar(LocalDate day, Bar bar, String source, long firstSeenMicros, Optional<Action> action) {
    static JsonObject document(Bar bar, String source) {
        return new JsonObject()
                .put("openE4", bar.openE4())
                .put("highE4", bar.highE4())
                .put("lowE4", bar.lowE4())
                .put("closeE4", bar.closeE4())
                .put("volume", bar.volume())
                .put("source", source);
    }

    static JsonObject document(Action action) {
        return new JsonObject()
                .put("dividendE4", action.dividendE4())
                .put("split", action.split().toPlainString());
    }

    /** The bar of a day in the bucket of its year. */
    static StoredBar in(JsonObject bucket, String date) {
        LocalDate day = LocalDate.parse(date);
        JsonObject columns = bucket.getJsonObject("bars").getJsonObject(date);
        return new StoredBar(
                day,
                bar(day, columns),
                columns.getString("source", "unknown"),
                bucket.getJsonObject("firstSeenMicros").getLong(date),
                Optional.ofNullable(bucket.getJsonObject("actions"))
                        .flatMap(actions -> Optional.ofNullable(actions.getJsonObject(date)))
                        .map(action -> action(day, action)));
    }

    private static Bar bar(LocalDate day, JsonObject columns) {
        return new Bar(
                Exchange.startOfDayMicros(day),
                columns.getLong("openE4"),
                columns.getLong("highE4"),
                columns.getLong("lowE4"),
                columns.getLong("closeE4"),
                columns.getLong("volume"));
    }

    private static Action action(LocalDate day, JsonObject action) {
        return new Action(day, action.getLong("dividendE4"), new BigDecimal(action.getString("split")));
    }
}
