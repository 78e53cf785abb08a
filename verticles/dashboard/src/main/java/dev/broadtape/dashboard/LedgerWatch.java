package dev.broadtape.dashboard;

import dev.broadtape.contract.Ledger;
import dev.broadtape.contract.Wire;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks where every tick is, one question at a time, and keeps the last answer with its age: an old answer that all is
 * well is none. For use on one context.
 */
final class LedgerWatch {
    /** After so long without an answer the last one no longer counts. */
    static final Duration SILENT = Duration.ofSeconds(5);
    /** A run has a row for each partition: more runs are not for reading. */
    static final int RUNS = 4;

    private static final Duration FRESH = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(LedgerWatch.class);

    /** The last answer. */
    private record Answer(Ledger ledger, long nanos) {}

    private final Supplier<Future<Ledger>> question;
    private final LongSupplier nanos;
    private Optional<Answer> answer = Optional.empty();
    private Optional<Future<?>> asking = Optional.empty();
    private long askedNanos;
    private long quietSinceNanos;

    /**
     * Nothing known yet.
     *
     * @param question asks any receiver
     * @param nanos a clock that only goes forward
     */
    LedgerWatch(Supplier<Future<Ledger>> question, LongSupplier nanos) {
        this.question = question;
        this.nanos = nanos;
        askedNanos = nanos.getAsLong() - SILENT.toNanos();
    }

    /** Done, and never failed, when there is a fresh answer or will be none. After a long rest, patience begins anew. */
    Future<?> ask() {
        long now = nanos.getAsLong();
        if (now - askedNanos >= SILENT.toNanos()) {
            quietSinceNanos = now;
        }
        askedNanos = now;
        if (youngerThan(FRESH)) {
            return Future.succeededFuture();
        }
        Future<?> pending = asking.orElseGet(this::askAgain);
        asking = pending.isComplete() ? Optional.empty() : Optional.of(pending);
        return pending;
    }

    private Future<?> askAgain() {
        return question.get()
                .onSuccess(this::keep)
                .onFailure(thrown -> log.debug("no ledger: {}", Causes.text(thrown)))
                .<Void>mapEmpty()
                .otherwiseEmpty()
                .onComplete(v -> asking = Optional.empty());
    }

    private void keep(Ledger ledger) {
        quietSinceNanos = nanos.getAsLong();
        answer = Optional.of(new Answer(ledger, quietSinceNanos));
    }

    /** The last answer, its age, and whether it still counts: answered, asking, or silent. */
    JsonObject json() {
        var json = new JsonObject().put("state", state());
        answer.ifPresent(last -> json.put("ageMillis", age(last.nanos()).toMillis())
                .put("asOf", last.ledger().at().toString())
                .put("residue", last.ledger().residue())
                .put("runs", runs(last.ledger())));
        return json;
    }

    private String state() {
        if (youngerThan(SILENT)) {
            return "answered";
        }
        return age(quietSinceNanos).compareTo(SILENT) < 0 ? "asking" : "silent";
    }

    private boolean youngerThan(Duration limit) {
        return answer.filter(last -> age(last.nanos()).compareTo(limit) < 0).isPresent();
    }

    private Duration age(long since) {
        return Duration.ofNanos(nanos.getAsLong() - since);
    }

    private static JsonArray runs(Ledger ledger) {
        var runs = new JsonArray();
        ledger.runs().stream().limit(RUNS).forEach(run -> runs.add(Wire.toJson(run)));
        return runs;
    }
}
