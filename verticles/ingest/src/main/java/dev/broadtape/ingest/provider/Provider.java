package dev.broadtape.ingest.provider;

import java.util.List;
import java.util.Optional;

/**
 * Knows where one provider's data is and how to read it. It does no I/O and asks no clock; safe on any thread. What a
 * provider cannot be asked is empty.
 */
public interface Provider {
    /** As in the configuration, and with each bar that came from it. */
    String name();

    /** The daily bars of {@code symbol}. */
    Question<Series> bars(String symbol, OutputSize size);

    /** The company behind {@code symbol}. */
    default Optional<Question<Company>> company(String symbol) {
        return Optional.empty();
    }

    /** The newest trade of {@code symbol}. */
    default Optional<Question<Quote>> quote(String symbol) {
        return Optional.empty();
    }

    /** The newest bars of a day or more; their times are when they begin. */
    default Optional<Question<Series>> intraday(String symbol, Interval interval, OutputSize size) {
        return Optional.empty();
    }

    /** Symbols by words. */
    default Optional<Question<List<Match>>> search(String words) {
        return Optional.empty();
    }

    /** Which markets are open. */
    default Optional<Question<List<MarketHours>>> markets() {
        return Optional.empty();
    }

    /** What moved most today. */
    default Optional<Question<Movers>> movers() {
        return Optional.empty();
    }

    /** What its {@link Source.Get} calls are limited to; empty where nothing limits them. */
    default Optional<Limits> limits() {
        return Optional.empty();
    }
}
