package dev.broadtape.receiver.candle;

import dev.broadtape.contract.Candle;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Prices;
import io.vertx.core.json.JsonObject;

/** A candle as people and Kafka's consumers get it: exact decimals, times in UTC. */
final class CandleJson {
    private CandleJson() {}

    static JsonObject of(Candle candle) {
        return new JsonObject()
                .put("time", Exchange.instant(candle.startMicros()).toString())
                .put("open", Prices.decimal(candle.openE4()))
                .put("high", Prices.decimal(candle.highE4()))
                .put("low", Prices.decimal(candle.lowE4()))
                .put("close", Prices.decimal(candle.closeE4()))
                .put("volume", candle.volume())
                .put("ticks", candle.ticks())
                .put("vwap", Prices.decimal(candle.vwapE4()))
                .put("revision", candle.revision());
    }

    /** With what it is a candle of. */
    static JsonObject whole(Candle candle) {
        return new JsonObject()
                .put("symbol", candle.symbol())
                .put("interval", candle.interval().label())
                .mergeIn(of(candle));
    }
}
