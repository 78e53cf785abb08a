package dev.broadtape.ingest.fetch;

import static dev.broadtape.ingest.provider.Trouble.Meaning.UNKNOWN;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.TierStatus.Check;
import dev.broadtape.ingest.provider.Question;
import dev.broadtape.ingest.provider.Trouble;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes down each time that a provider was asked. */
final class Journal {
    private final String provider;
    private final Node node;
    private final Ears ears;
    private Check lastCall;

    Journal(String provider, Node node, Ears ears) {
        this.provider = provider;
        this.node = node;
        this.ears = ears;
        this.lastCall = new Check(provider, false, "nothing was fetched yet");
    }

    Check lastCall() {
        return lastCall;
    }

    /** Gives the outcome again, once it is written down. */
    <T> Future<T> write(Question<T> question, Caller caller, Instant start, T value, Throwable thrown) {
        Future<T> outcome = thrown == null ? Future.succeededFuture(value) : Future.failedFuture(thrown);
        var attempt = new Attempt(
                caller.jobId(),
                question.about(),
                question.kind(),
                provider,
                Exchange.micros(start),
                Duration.between(start, node.clock().instant()).toMillis(),
                thrown == null ? question.items().applyAsInt(value) : 0,
                Optional.ofNullable(thrown).map(Causes::text));
        boolean answered = thrown == null || (thrown instanceof Trouble trouble && trouble.meaning() == UNKNOWN);
        lastCall = new Check(provider, answered, attempt.error().orElse("ok"));
        count(attempt);
        return ears.attempted(attempt).compose(v -> outcome);
    }

    private void count(Attempt attempt) {
        node.metrics()
                .counter(
                        "broadtape.ingest.fetches",
                        "provider",
                        provider,
                        "kind",
                        attempt.kind(),
                        "status",
                        attempt.status())
                .increment();
    }
}
