package dev.broadtape.driver;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Retry;
import io.vertx.core.Future;
import java.util.Optional;

/** Takes the run that is on over from whoever drove it before. For use on one context. */
final class Succession {
    private final Way way;
    private final Tape tape;
    private final Store store;

    Succession(Way way, Tape tape, Store store) {
        this.way = way;
        this.tape = tape;
        this.store = store;
    }

    /**
     * The run that is on, with our fence in it, so that no earlier driver changes it any more; none if there never was one.
     * It tries until it works or the tape is closed, and fails with CONFLICT when a later driver was quicker.
     */
    Future<Optional<Run>> run() {
        return new Retry(way.vertx(), "taking the tape up")
                .untilDone(() -> tape.closed() ? Future.succeededFuture(Optional.<Run>empty()) : find())
                .map(found -> found.map(this::requireOurs));
    }

    private Future<Optional<Run>> find() {
        return store.claims()
                .read()
                .compose(claim -> claim.flatMap(Claim::run)
                        .map(store.runs()::find)
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())))
                .compose(found -> found.map(this::own).orElseGet(() -> Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<Run>> own(Run found) {
        if (found.fence() >= way.fence()) {
            return Future.succeededFuture(Optional.of(found));
        }
        Run ours = found.underFence(way.fence());
        return store.runs().save(ours).map(Optional.of(ours));
    }

    private Run requireOurs(Run run) {
        if (run.fence() > way.fence()) {
            throw Fault.of(Fault.Kind.CONFLICT, "run %s is driven under fence %d".formatted(run.run(), run.fence()));
        }
        return run;
    }
}
