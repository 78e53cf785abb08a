package dev.broadtape.ingest.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.JobProgress;
import dev.broadtape.contract.Wire;
import dev.broadtape.ingest.provider.OutputSize;
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
public record Job(
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
    public enum State {
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

    /** Over: symbols that are not done are cancelled, and the key is free for the next such job. */
    Job over(long atMicros) {
        State end = cancelRequested ? State.CANCELLED : State.FINISHED;
        List<Progress> settled = symbols.stream().map(Progress::cancelledIfOpen).toList();
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

    public boolean running() {
        return state == State.RUNNING;
    }

    /** Whether it is still to fetch a symbol, or does. */
    boolean waitsFor(String symbol) {
        return symbols.stream()
                .anyMatch(progress -> progress.open() && progress.symbol().equals(symbol));
    }

    int count(Progress.State wanted) {
        return (int) symbols.stream().filter(symbol -> symbol.state() == wanted).count();
    }

    /** The symbols that brought no data: failed, or never tried. */
    public List<String> missed() {
        return symbols.stream()
                .filter(symbol -> symbol.state() != Progress.State.DONE)
                .map(Progress::symbol)
                .toList();
    }

    /** What is told of it on the bus. */
    public JobProgress progress(String node) {
        return new JobProgress(
                JobProgress.VERSION,
                jobId,
                node,
                stateText(),
                symbols.size(),
                count(Progress.State.DONE),
                count(Progress.State.FAILED),
                symbols.stream()
                        .filter(symbol -> symbol.state() == Progress.State.RUNNING)
                        .map(Progress::symbol)
                        .findFirst());
    }

    private String stateText() {
        return running() && cancelRequested ? "cancelling" : state.label();
    }

    /** For a reader. */
    public JsonObject json() {
        JsonObject json = new JsonObject()
                .put("jobId", jobId)
                .put("state", stateText())
                .put("outputsize", outputsize.label())
                .put("createdAt", Exchange.instant(createdAtMicros).toString())
                .put("requested", symbols.size())
                .put("succeeded", count(Progress.State.DONE))
                .put("failed", count(Progress.State.FAILED))
                .put("waiting", (int) symbols.stream().filter(Progress::open).count())
                .put("symbols", new JsonArray(symbols.stream().map(Wire::toJson).toList()));
        finishedAtMicros.ifPresent(
                at -> json.put("finishedAt", Exchange.instant(at).toString()));
        return json;
    }
}
