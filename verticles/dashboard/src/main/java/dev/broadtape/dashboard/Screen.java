package dev.broadtape.dashboard;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.JobProgress;
import dev.broadtape.contract.TickFrame;
import dev.broadtape.contract.TierStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** All there is to see: quotes, sparks, tiers, events and what is measured. Knows no bus and no browser. */
final class Screen {
    /** A frame goes out at least this often, so that a browser can tell a still tape from a dead line. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private final Clock clock;
    private final Duration frameInterval;
    private final Audience audience;
    private final QuoteBoard board = new QuoteBoard();
    private final Sparks sparks = new Sparks();
    private final TierBoard tiers = new TierBoard();
    private final JobBoard jobs = new JobBoard();
    private final EventLog events = new EventLog();
    private long interval;
    private long told;
    private Totals totals = Totals.NONE;
    private Totals sampled = Totals.NONE;
    private Totals rates = Totals.NONE;
    private Instant sampledAt;

    Screen(Clock clock, Duration frameInterval, Audience audience) {
        this.clock = clock;
        this.frameInterval = frameInterval;
        this.audience = audience;
        this.sampledAt = now();
    }

    void hear(TickFrame frame) {
        board.hear(frame);
    }

    void hear(TierStatus status) {
        tiers.hear(status, now());
    }

    void hear(JobProgress job) {
        jobs.hear(job, now());
    }

    /** The event as browsers are told it, unless it is not to be told. */
    Optional<JsonObject> hear(DomainEvent event) {
        return events.hear(event);
    }

    /** Ends an interval. What it brought is the frame; while nothing comes, one frame a second says so. */
    Optional<Frame> endInterval() {
        interval++;
        QuoteBoard.Taken taken = board.take();
        boolean silentLong = frameInterval.multipliedBy(interval - told).compareTo(LONGEST_SILENCE) >= 0;
        if (taken.ticks() == 0 && !silentLong) {
            return Optional.empty();
        }
        totals = new Totals(
                totals.ticks() + taken.ticks(), totals.conflated() + taken.conflated(), totals.frames() + 1, 0);
        var frame = new Frame(told + 1, interval, now(), totals.ticks(), taken);
        told = interval;
        return Optional.of(frame);
    }

    /** Ends a second: takes a sample of each price, measures the rates, forgets who has long been silent. */
    void endSecond() {
        Instant now = now();
        Totals before = sampled;
        sampled = totals();
        rates = sampled.minus(before).per(Exchange.micros(now) - Exchange.micros(sampledAt));
        sampledAt = now;
        if (sampled.ticks() > before.ticks()) {
            sparks.sample(board.quotes(), now);
        }
        tiers.expire(now);
        jobs.expire(now);
        events.nextSecond();
    }

    JsonObject status() {
        Instant now = now();
        return new JsonObject()
                .put("at", now.toString())
                .put("tiers", tiers.json(now))
                .put("jobs", jobs.json())
                .put("rates", rates())
                .put("totals", counts());
    }

    /** The status and all else: quotes, sparks, events, and the frame that they are up to date with. */
    JsonObject snapshot() {
        var quotes = new JsonArray();
        board.quotes().forEach(quote -> quotes.add(quote.json()));
        return status().put("frame", told)
                .put("heard", totals.ticks())
                .put("config", new JsonObject().put("frameIntervalMillis", frameInterval.toMillis()))
                .put("quotes", quotes)
                .put("spark", sparks.json())
                .put("events", events.json());
    }

    /** What was measured over the last second. */
    JsonObject rates() {
        return new JsonObject()
                .put("ticksPerSecond", rates.ticks())
                .put("framesPerSecond", rates.frames())
                .put("conflatedPerSecond", rates.conflated())
                .put("clients", audience.clients())
                .put("skipped", rates.skipped());
    }

    JsonObject counts() {
        Totals now = totals();
        return new JsonObject()
                .put("ticks", now.ticks())
                .put("conflated", now.conflated())
                .put("frames", now.frames())
                .put("skipped", now.skipped())
                .put("symbols", board.quotes().size())
                .put("ticksRefused", board.refused())
                .put("ticksRepeated", board.repeated())
                .put("events", events.heard())
                .put("eventsOmitted", events.omitted());
    }

    Totals totals() {
        return new Totals(totals.ticks(), totals.conflated(), totals.frames(), audience.skipped());
    }

    QuoteBoard board() {
        return board;
    }

    EventLog events() {
        return events;
    }

    List<TierBoard.Word> tiers() {
        return tiers.words();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
