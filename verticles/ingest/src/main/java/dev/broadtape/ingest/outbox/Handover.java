package dev.broadtape.ingest.outbox;

import static dev.broadtape.ingest.store.Collections.COMPANIES;
import static dev.broadtape.ingest.store.Collections.JOBS;

import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.store.Embedded;
import dev.broadtape.ingest.store.Embedded.Place;
import dev.broadtape.ingest.store.Patience;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves events from the documents that they were written with into the outbox. First they are there, then they are
 * no longer here; whoever dies in between leaves work that is done again without effect.
 */
public final class Handover {
    private static final Logger log = LoggerFactory.getLogger(Handover.class);
    private static final Comparator<Place> OLDEST_FIRST =
            Comparator.comparing(place -> place.event().occurredAt());

    private final Embedded embedded;
    private final Outbox outbox;
    private final Patience patience;

    public Handover(Embedded embedded, Outbox outbox, Patience patience) {
        this.embedded = embedded;
        this.outbox = outbox;
        this.patience = patience;
    }

    /** Waits as long as the store is away or the outbox full. */
    public Future<Void> move(Place place) {
        return patience.until(
                "moving an event to the outbox", () -> record(place).compose(v -> embedded.remove(place)));
    }

    private Future<Void> record(Place place) {
        return outbox.record(place.event()).<Void>mapEmpty().recover(thrown -> {
            if (thrown instanceof Fault fault && fault.kind() == Fault.Kind.TOO_LARGE) {
                log.error("{} is given up: {}", place, fault.getMessage());
                return Future.succeededFuture();
            }
            return Future.failedFuture(thrown);
        });
    }

    /** Moves what processes that died have left. */
    public Future<Void> collect() {
        return Future.all(embedded.in(COMPANIES), embedded.in(JOBS))
                .map(both -> both.<List<Place>>list().stream().flatMap(List::stream))
                .compose(this::moveAll);
    }

    private Future<Void> moveAll(Stream<Place> places) {
        Future<Void> done = Future.succeededFuture();
        for (Place place : places.sorted(OLDEST_FIRST).toList()) {
            done = done.compose(v -> move(place));
        }
        return done;
    }
}
