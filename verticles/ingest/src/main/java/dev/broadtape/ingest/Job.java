package dev.broadtape.ingest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A piece of fetching work, as it is stored. Immutable.
 *
 * @param key unique in the store: a hash of the work while it runs, so that a second one cannot start; the jobId after
 * @param traceId of the request that asked for it
 */
record Job(
        String jobId,
        String key,
        State state,
        boolean cancelRequested,
        OutputSize outputsize,
        String traceId,
        long createdAtMicros,
        Optional<Long> finishedAtMicros,
        List<Progress> symbols) {
    /** What a job is doing. */
    enum State {
        RUNNING,
        FINISHED,
        CANCELLED;

        @JsonValue
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static State of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    Job with(int index, Progress progress) {
        var now = new ArrayList<>(symbols);
        now.set(index, progress);
        return new Job(
                jobId,
                key,
                state,
                cancelRequested,
                outputsize,
                traceId,
                createdAtMicros,
                finishedAtMicros,
                List.copyOf(now));
    }

    Job cancelling() {
        return new Job(jobId, jobId, state, true, outputsize, traceId, createdAtMicros, finishedAtMicros, symbols);
    }

    /** Over: symbols that still waited are cancelled, and the key is free for the next such job. */
    Job over(long atMicros) {
        State end = cancelRequested ? State.CANCELLED : State.FINISHED;
        List<Progress> settled =
                symbols.stream().map(Progress::cancelledIfWaiting).toList();
        return new Job(
                jobId,
                jobId,
                end,
                cancelRequested,
                outputsize,
                traceId,
                createdAtMicros,
                Optional.of(atMicros),
                settled);
    }

    boolean running() {
        return state == State.RUNNING;
    }

    int count(Progress.State wanted) {
        return (int) symbols.stream().filter(symbol -> symbol.state() == wanted).count();
    }

    /** The symbols that brought no data: failed, or never tried. */
    List<String> missed() {
        return symbols.stream()
                .filter(symbol -> symbol.state() != Progress.State.DONE)
                .map(Progress::symbol)
                .toList();
    }

    /** For a reader. */
    JsonObject json() {
        JsonObject json = new JsonObject()
                .put("jobId", jobId)
                .put("state", running() && cancelRequested ? "cancelling" : state.label())
                .put("outputsize", outputsize.label())
                .put("createdAt", Exchange.instant(createdAtMicros).toString())
                .put("requested", symbols.size())
                .put("succeeded", count(Progress.State.DONE))
                .put("failed", count(Progress.State.FAILED))
                .put("symbols", new JsonArray(symbols.stream().map(Wire::toJson).toList()));
        finishedAtMicros.ifPresent(
                at -> json.put("finishedAt", Exchange.instant(at).toString()));
        return json;
    }
}
