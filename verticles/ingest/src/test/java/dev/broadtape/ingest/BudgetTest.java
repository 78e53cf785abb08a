package dev.broadtape.ingest;

import static dev.broadtape.ingest.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Fault;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The budgets in a real Redis. */
class BudgetTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private final RedisLink redis = new RedisLink(rig.vertx, rig.redisConfig());

    @Test
    void sharesOneDayAmongAllWhoAsk() {
        Budget here = budget(1_000, 10);
        Budget there = budget(1_000, 10);

        List<Future<Void>> calls = IntStream.range(0, 30)
                .mapToObj(i -> i % 2 == 0 ? here.take() : there.take())
                .toList();
        await(Future.join(calls).otherwiseEmpty());

        assertThat(calls.stream().filter(Future::succeeded)).hasSize(10);
        assertThat(calls.stream().filter(Future::failed).map(Future::cause))
                .allSatisfy(thrown -> assertThat(((Fault) thrown).kind()).isEqualTo(Fault.Kind.RATE_LIMITED));
        assertThat(await(here.left())).isZero();
    }

    @Test
    void waitsForTheNextSecond() {
        Budget budget = budget(2, 100);
        long start = System.nanoTime();

        await(Future.all(Stream.generate(budget::take).limit(4).toList()));

        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
        assertThat(await(budget.left())).isEqualTo(96);
    }

    @Test
    void doesNotCountACallThatItRefused() {
        Budget budget = budget(1_000, 1);
        await(budget.take());
        await(budget.take().otherwiseEmpty());

        assertThat(await(budget(1_000, 2).left())).isEqualTo(1);
    }

    @Test
    void namesRedisWhenItIsAway() {
        rig.redis.cut();

        Throwable thrown =
                await(budget(1, 1).take().map(v -> new Throwable("taken")).recover(Future::succeededFuture));

        assertThat(thrown)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE));
        assertThat(thrown).hasMessageContaining("Redis");
    }

    private Budget budget(int perSecond, int perDay) {
        return new Budget(rig.vertx, redis, rig.node, "test", new Provider.Limits(perSecond, perDay));
    }
}
