package dev.broadtape.ingest;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData.ErrorOccurred;
import dev.broadtape.contract.Trace;
import dev.broadtape.ingest.fetch.Attempt;
import dev.broadtape.ingest.fetch.Ears;
import dev.broadtape.ingest.job.JobEvents;
import dev.broadtape.ingest.outbox.EventIds;
import dev.broadtape.ingest.outbox.Outbox;
import dev.broadtape.ingest.store.FetchLog;
import dev.broadtape.ingest.store.Patience;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down each attempt, and tells once of each limit and of each refused key: the id of such an event follows from
 * what it tells, so that all hosts which meet the same limit tell of it once.
 */
final class Listener implements Ears {
    private static final Logger log = LoggerFactory.getLogger(Listener.class);

    private static final int MOST_TOLD = 100;

    private final Node node;
    private final FetchLog fetchLog;
    private final Outbox outbox;
    private final Patience patience;
    private final Map<String, String> told = new HashMap<>();

    Listener(Node node, FetchLog fetchLog, Outbox outbox, Patience patience) {
        this.node = node;
        this.fetchLog = fetchLog;
        this.outbox = outbox;
        this.patience = patience;
    }

    @Override
    public Future<Void> attempted(Attempt attempt) {
        var entry = new FetchLog.Entry(
                attempt.jobId(),
                attempt.about(),
                attempt.kind(),
                attempt.provider(),
                attempt.atMicros(),
                attempt.durationMillis(),
                attempt.items(),
                attempt.error());
        if (attempt.jobId().isEmpty()) {
            fetchLog.add(entry).onFailure(thrown -> log.info("a fetch is not logged: {}", Causes.text(thrown)));
            return Future.succeededFuture(); // a reader waits, and for no store
        }
        return patience.until("logging a fetch", () -> fetchLog.add(entry));
    }

    @Override
    public void limited(String provider, Instant until) {
        tellOnce(provider, until, "rate_limited until " + until);
    }

    @Override
    public void refused(String provider, String why) {
        LocalDate today = LocalDate.ofInstant(node.clock().instant(), ZoneOffset.UTC);
        tellOnce(provider, today.atStartOfDay().toInstant(ZoneOffset.UTC), "a key is refused: " + why);
    }

    /** What is forgotten may be recorded again: as the same event, which is told once. */
    private void tellOnce(String provider, Instant at, String message) {
        if (told.size() == MOST_TOLD) {
            told.clear();
        }
        if (message.equals(told.put(provider + at.getEpochSecond() / 60, message))) {
            return;
        }
        log.warn("{}: {}", provider, message);
        var event = DomainEvent.of(
                EventIds.of(at.toEpochMilli(), "%s %s".formatted(provider, message)),
                JobEvents.SOURCE,
                node.clock().instant(),
                Trace.currentOrNew(),
                Optional.empty(),
                new ErrorOccurred(provider, message, Optional.empty()));
        patience.until("telling of a limit", () -> outbox.record(event))
                .onFailure(thrown -> log.warn("an event is lost: {}", Causes.text(thrown)));
    }
}
