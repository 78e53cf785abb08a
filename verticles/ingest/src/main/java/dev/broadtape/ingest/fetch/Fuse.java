package dev.broadtape.ingest.fetch;

import static dev.broadtape.ingest.provider.Trouble.Meaning.OUTAGE;

import dev.broadtape.ingest.provider.Trouble;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Leaves a provider alone that is unwell. A limit, a bad key and an unknown symbol are answers, and harm nothing. */
final class Fuse {
    private static final int NO_TIMEOUT = -1;

    private final String provider;
    private final FetchingConfig config;
    private final CircuitBreaker breaker;

    Fuse(Vertx vertx, String provider, FetchingConfig config) {
        this.provider = provider;
        this.config = config;
        this.breaker = CircuitBreaker.create(
                provider,
                vertx,
                new CircuitBreakerOptions()
                        .setMaxFailures(config.failures())
                        .setResetTimeout(config.leaveAlone().toMillis())
                        .setTimeout(NO_TIMEOUT)
                        .setFallbackOnFailure(false));
        breaker.failurePolicy(Fuse::unwell);
    }

    private static boolean unwell(Future<Object> call) {
        return call.failed()
                && call.cause() instanceof Trouble trouble
                && trouble.meaning().unwell();
    }

    CircuitBreakerState state() {
        return breaker.state();
    }

    <T> Future<T> through(Supplier<Future<T>> call) {
        return breaker.execute(call).recover(thrown -> Future.failedFuture(trouble(thrown)));
    }

    private Throwable trouble(Throwable thrown) {
        return thrown instanceof OpenCircuitException
                ? Trouble.of(
                        OUTAGE,
                        "%s is left alone for up to %s after %d failures in a row"
                                .formatted(provider, config.leaveAlone(), config.failures()))
                : thrown;
    }
}
