package dev.broadtape.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a domain event tells, one record a type. Times are ISO-8601 UTC on the wire. */
public sealed interface EventData {
    /** The symbol that the event is about, if it is about one: an SNS attribute, to filter by. */
    default Optional<String> subject() {
        return Optional.empty();
    }

    /**
     * Bars of a symbol are stored.
     *
     * @param bars how many this load brought
     * @param first start of the oldest of them
     * @param last start of the newest of them
     * @param provider where they came from
     */
    record StockDataLoaded(String symbol, int bars, Instant first, Instant last, String provider) implements EventData {
        @Override
        public Optional<String> subject() {
            return Optional.of(symbol);
        }
    }

    /** What is known of a company has changed. */
    record CompanyInfoUpdated(String symbol, String name, String provider) implements EventData {
        @Override
        public Optional<String> subject() {
            return Optional.of(symbol);
        }
    }

    /** A fetch job is over. */
    record BatchDataCompleted(String jobId, int requested, int succeeded, List<String> failed) implements EventData {}

    /** For the first time enough symbols have data for a tape. */
    record DataThresholdReached(int ready, int threshold) implements EventData {}

    /** The driver has what it needs and will start. */
    record StreamingReady(int symbols, int threshold) implements EventData {}

    /** The tape runs: at the start of a run, after a pause, and when a driver takes it over. */
    record StreamingStarted(UUID run, long seed, TickSource mode, int symbols, long tickIntervalMicros)
            implements EventData {}

    /** The tape stands still. */
    record StreamingStopped(UUID run, String reason, Map<Integer, Long> positions) implements EventData {}

    /** A sample of the ticks, a few a minute: the stream itself is in Kafka. */
    record TickGenerated(Tick tick) implements EventData {
        @Override
        public Optional<String> subject() {
            return Optional.of(tick.symbol());
        }
    }

    /** The figures of a tier, told about once a minute. */
    record SystemStatusUpdate(String tier, String node, Map<String, Long> figures) implements EventData {}

    /** A check of a tier has turned good or bad. */
    record HealthCheck(String tier, String node, String check, boolean ok, String detail) implements EventData {}

    /** Something failed that an operator may want to know of. */
    record ErrorOccurred(String component, String message, Optional<String> symbol) implements EventData {
        @Override
        public Optional<String> subject() {
            return symbol;
        }
    }
}
