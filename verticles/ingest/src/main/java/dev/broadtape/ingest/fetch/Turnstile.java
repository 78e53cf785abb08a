package dev.broadtape.ingest.fetch;

import static dev.broadtape.ingest.provider.Trouble.Meaning.BAD_KEY;
import static dev.broadtape.ingest.provider.Trouble.Meaning.LIMITED;
import static dev.broadtape.ingest.provider.Trouble.Meaning.SPENT;

import dev.broadtape.ingest.budget.Budget;
import dev.broadtape.ingest.provider.Trouble;
import dev.broadtape.ingest.provider.Trouble.Meaning;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets a call through when a key has one left, and remembers what the provider says of our keys. */
final class Turnstile {
    /** A limit that is over so soon is waited for. */
    private static final Duration SOON = Duration.ofMinutes(1);

    /** What an impatient caller waits for a call: this many times up to a second. */
    private static final int FEW = 3;

    private static final int MANY = 120;

    private final String provider;
    private final Node node;
    private final Optional<Budget> budget;
    private final Ears ears;
    private final Persistence persistence;
    private final Strikes strikes = new Strikes();

    Turnstile(String provider, Optional<Budget> budget, Line.Shared shared) {
        this.provider = provider;
        this.budget = budget;
        this.node = shared.node();
        this.ears = shared.ears();
        this.persistence = shared.persistence();
    }

    Optional<Budget> budget() {
        return budget;
    }

    /** The key to call with; empty where none is asked for. */
    Future<Optional<Secret>> pass(Caller caller) {
        return budget.map(calls -> take(calls, caller).map(Optional::of))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Secret> take(Budget calls, Caller caller) {
        Future<Secret> key = caller.patient()
                ? persistence.until("taking a call of the budget", () -> calls.take(MANY))
                : calls.take(FEW);
        return key.onFailure(thrown -> {
            if (thrown instanceof Trouble trouble && trouble.meaning() == SPENT) {
                tellUntil(calls);
            }
        });
    }

    private void tellUntil(Budget calls) {
        calls.state().onSuccess(state -> state.limitedUntil().ifPresent(until -> ears.limited(provider, until)));
    }

    /** The provider took the key. */
    void taken(Optional<Secret> key) {
        key.ifPresent(strikes::clear);
    }

    /** Fails with what the provider said, once its key is left alone where the key is why. */
    <T> Future<T> refused(Optional<Secret> key, Throwable thrown) {
        if (!(thrown instanceof Trouble said) || key.isEmpty() || budget.isEmpty()) {
            return Future.failedFuture(thrown);
        }
        Trouble trouble = said.without(key.get().reveal());
        if (!aboutKey(trouble.meaning())) {
            return Future.failedFuture(trouble);
        }
        if (trouble.meaning() == BAD_KEY) {
            ears.refused(provider, trouble.text());
        }
        Instant until = strikes.rest(
                key.get(),
                trouble.meaning(),
                node.clock().instant(),
                budget.get().tomorrow());
        return budget.get().bar(key.get(), until).transform(done -> Future.failedFuture(trouble));
    }

    private static boolean aboutKey(Meaning meaning) {
        return meaning == LIMITED || meaning == SPENT || meaning == BAD_KEY;
    }

    /** Whether it is worth trying again after {@code trouble}: then with another key, or after a rest of this one. */
    Future<Boolean> another(Trouble trouble) {
        if (budget.isEmpty() || !aboutKey(trouble.meaning())) {
            return Future.succeededFuture(trouble.meaning() == LIMITED);
        }
        return budget.get().state().map(state -> worthwhile(state, trouble)).otherwise(false);
    }

    private boolean worthwhile(Budget.State state, Trouble trouble) {
        Optional<Instant> later = state.limitedUntil()
                .filter(until -> until.isAfter(node.clock().instant().plus(SOON)));
        if (trouble.meaning() != BAD_KEY) {
            later.ifPresent(until -> ears.limited(provider, until));
        }
        return later.isEmpty();
    }
}
