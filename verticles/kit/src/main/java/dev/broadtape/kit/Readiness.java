package dev.broadtape.kit;

import dev.broadtape.contract.TierStatus.Check;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must hold for a tier to be ready, and whether it does. Checks run on timers; asking only reads what
 * they found, so a health probe never waits for a dependency. Safe on any thread.
 */
public final class Readiness {
    private static final Logger log = LoggerFactory.getLogger(Readiness.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<String, Check> checks = new ConcurrentSkipListMap<>();
    private volatile Consumer<Check> listener = check -> {};

    /** Tells {@code listener} of each check that turned good or bad. */
    public void onChange(Consumer<Check> changed) {
        listener = changed;
    }

    /** A check that has not passed yet. */
    public void expect(String name) {
        checks.putIfAbsent(name, new Check(name, false, "starting"));
    }

    public void up(String name) {
        set(new Check(name, true, "ok"));
    }

    /** Marks a check as failed; {@code detail} tells an operator why, without a secret. */
    public void down(String name, String detail) {
        set(new Check(name, false, detail));
    }

    /** Runs {@code probe} now and every two seconds; a probe that takes longer than three has failed. */
    public void watch(Vertx vertx, String name, Supplier<Future<?>> probe) {
        expect(name);
        probe(vertx, name, probe);
    }

    private void probe(Vertx vertx, String name, Supplier<Future<?>> probe) {
        Future.<Void>succeededFuture()
                .compose(v -> probe.get())
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(v -> up(name))
                .onFailure(thrown -> down(name, Causes.text(thrown)))
                .onComplete(v -> vertx.setTimer(EVERY.toMillis(), id -> probe(vertx, name, probe)));
    }

    private void set(Check now) {
        Check before = checks.put(now.name(), now);
        if (before == null || before.ok() != now.ok()) {
            log.info("{} is {}: {}", now.name(), now.ok() ? "up" : "down", now.detail());
            listener.accept(now);
        }
    }

    public List<Check> checks() {
        return new ArrayList<>(checks.values());
    }

    public boolean ready() {
        return checks.values().stream().allMatch(Check::ok);
    }
}
