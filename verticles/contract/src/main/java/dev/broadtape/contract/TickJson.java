package dev.broadtape.contract;

import io.vertx.core.json.JsonObject;

/** The JSON form of a tick: what the HTTP routes answer with and what a Kafka record holds. */
public final class TickJson {
    private TickJson() {}

    /** Prices are exact decimals, the time is ISO-8601 UTC, fields stand in a fixed order. */
    public static JsonObject of(Tick tick) {
        return new JsonObject()
                .put("symbol", tick.symbol())
                .put("price", Prices.decimal(tick.priceE4()))
                .put("bid", Prices.decimal(tick.bidE4()))
                .put("ask", Prices.decimal(tick.askE4()))
                .put("volume", tick.size())
                .put("change", Prices.decimal(tick.changeE4()))
                .put("timestamp", Exchange.instant(tick.timeMicros()).toString())
                .put("run", tick.run().toString())
                .put("partition", tick.partition())
                .put("sequence", tick.sequence())
                .put("source", tick.source().label());
    }
}
