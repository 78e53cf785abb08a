package dev.broadtape.ingest.fetch;

import dev.broadtape.contract.TierStatus.Check;
import dev.broadtape.ingest.budget.AnswerCache;
import dev.broadtape.ingest.budget.Budget;
import dev.broadtape.ingest.budget.RedisLink;
import dev.broadtape.ingest.provider.Provider;
import dev.broadtape.ingest.provider.Question;
import dev.broadtape.ingest.provider.Sourced;
import dev.broadtape.ingest.provider.Trouble;
import dev.broadtape.kit.Node;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The line to one provider: a question goes over it when its budget has a call left, again where that may help, and
 * not at all while the provider is unwell. For one event loop.
 */
final class Line {
    /** What all lines share. */
    record Shared(Vertx vertx, Node node, FetchingConfig config, RedisLink redis, Ears ears, Persistence persistence) {}

    private final Shared shared;
    private final Provider provider;
    private final Turnstile turnstile;
    private final Fuse fuse;
    private final Memory memory;
    private final Transport transport;
    private final Pauses pauses;
    private final Journal journal;

    Line(Provider provider, Shared shared) {
        this.shared = shared;
        this.provider = provider;
        Optional<Budget> budget = provider.limits()
                .map(limits -> new Budget(shared.vertx, shared.redis, shared.node, provider.name(), limits));
        this.turnstile = new Turnstile(provider.name(), budget, shared);
        this.fuse = new Fuse(shared.vertx, provider.name(), shared.config);
        this.memory = new Memory(provider.name(), new AnswerCache(shared.redis, shared.node));
        this.transport = new Transport(shared.vertx, shared.config.timeout());
        this.pauses = new Pauses(shared.config.firstPause(), shared.config.longestPause());
        this.journal = new Journal(provider.name(), shared.node, shared.ears);
    }

    Provider provider() {
        return provider;
    }

    /** Whether each call costs something. */
    boolean metered() {
        return turnstile.budget().isPresent();
    }

    Optional<Budget> budget() {
        return turnstile.budget();
    }

    /** How the provider answered last; that it knows no such symbol is an answer too. */
    Check lastCall() {
        return journal.lastCall();
    }

    CircuitBreakerState fuse() {
        return fuse.state();
    }

    /** The answer, which may be a kept one, or that to an equal question which is under way. */
    <T> Future<Sourced<T>> ask(Question<T> question, Caller caller) {
        return memory.recall(question)
                .compose(kept -> kept.isPresent()
                        ? Future.succeededFuture(kept.get())
                        : memory.join(
                                question, () -> attempt(question, caller, 1).map(this::sourced)));
    }

    private <T> Sourced<T> sourced(T value) {
        return new Sourced<>(value, provider.name(), shared.node.nowMicros());
    }

    private <T> Future<T> attempt(Question<T> question, Caller caller, int tried) {
        Instant start = shared.node.clock().instant();
        return fuse.through(() -> call(question, caller))
                .transform((value, thrown) -> journal.write(question, caller, start, value, thrown))
                .recover(thrown -> again(question, caller, tried, thrown));
    }

    private <T> Future<T> call(Question<T> question, Caller caller) {
        return turnstile.pass(caller).compose(key -> {
            Copy<T> reader = new Copy<>(question.reader().get(), memory.keeps(question));
            return transport
                    .get(question.source(), key, reader)
                    .onSuccess(value -> turnstile.taken(key))
                    .compose(value -> memory.keep(question, reader.copy()).map(value))
                    .recover(thrown ->
                            memory.keepUnknown(question, thrown).compose(v -> turnstile.refused(key, thrown)));
        });
    }

    private <T> Future<T> again(Question<T> question, Caller caller, int tried, Throwable thrown) {
        if (!(thrown instanceof Trouble trouble) || tried >= shared.config.tries()) {
            return Future.failedFuture(thrown);
        }
        if (trouble.meaning().unwell()) {
            return fuse.state() == CircuitBreakerState.OPEN
                    ? Future.failedFuture(thrown)
                    : later(tried).compose(v -> attempt(question, caller, tried + 1));
        }
        return turnstile
                .another(trouble)
                .compose(worthwhile -> worthwhile
                        ? rest(tried).compose(v -> attempt(question, caller, tried + 1))
                        : Future.failedFuture(thrown));
    }

    private Future<?> later(int tried) {
        long millis = pauses.after(tried, ThreadLocalRandom.current()).toMillis();
        return shared.vertx.timer(millis, TimeUnit.MILLISECONDS);
    }

    /** A budget knows itself when the next call may be made. */
    private Future<?> rest(int tried) {
        return metered() ? Future.succeededFuture() : later(tried);
    }
}
