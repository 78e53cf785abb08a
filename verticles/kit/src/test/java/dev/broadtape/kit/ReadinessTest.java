package dev.broadtape.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.TierStatus.Check;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private final Vertx vertx = Vertx.vertx();
    private final Readiness readiness = new Readiness();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void isDownUntilEachProbePassedAndTellsEveryTurnOnce() {
        List<Check> turns = new CopyOnWriteArrayList<>();
        readiness.onChange(turns::add);
        var answer = new AtomicReference<Future<?>>(Future.failedFuture(new IllegalStateException("refused")));

        readiness.watch(vertx, "mongo", answer::get);
        assertThat(readiness.ready()).isFalse();
        await().untilAsserted(
                        () -> assertThat(readiness.checks()).containsExactly(new Check("mongo", false, "refused")));

        answer.set(Future.succeededFuture());
        await().untilAsserted(() -> assertThat(readiness.ready()).isTrue());
        answer.set(Future.failedFuture(new IllegalStateException("gone")));
        await().untilAsserted(() -> assertThat(readiness.ready()).isFalse());

        assertThat(turns).extracting(Check::ok).containsExactly(true, false);
    }

    @Test
    void aProbeThatNeverAnswersHasFailed() {
        readiness.watch(vertx, "kafka", () -> Promise.promise().future());

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(readiness.checks())
                        .singleElement()
                        .satisfies(check -> assertThat(check.detail()).isNotEqualTo("starting")));
        assertThat(readiness.ready()).isFalse();
    }

    @Test
    void aProbeThatThrowsHasFailed() {
        readiness.watch(vertx, "redis", () -> {
            throw new IllegalStateException("thrown");
        });

        await().untilAsserted(() ->
                assertThat(readiness.checks()).extracting(Check::detail).containsExactly("thrown"));
    }
}
