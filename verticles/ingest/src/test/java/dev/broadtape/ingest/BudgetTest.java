package dev.broadtape.ingest;

import static dev.broadtape.ingest.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.budget.Budget;
import dev.broadtape.ingest.budget.RedisLink;
import dev.broadtape.ingest.provider.Limits;
import dev.broadtape.ingest.provider.Trouble;
import dev.broadtape.ingest.provider.Trouble.Meaning;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The budgets in a real Redis. */
class BudgetTest {
    private static final int PATIENT = 50;

    @RegisterExtension
    final Rig rig = new Rig();

    private final RedisLink redis = new RedisLink(rig.vertx, rig.redisConfig());

    @Test
    void sharesOneDayAmongAllWhoAsk() {
        Budget here = budget(1_000, 10, "k");
        Budget there = budget(1_000, 10, "k");

        List<Future<Secret>> calls = IntStream.range(0, 30)
                .mapToObj(i -> (i % 2 == 0 ? here : there).take(PATIENT))
                .toList();
        await(Future.join(calls).otherwiseEmpty());

        assertThat(calls.stream().filter(Future::succeeded)).hasSize(10);
        assertThat(calls.stream().filter(Future::failed).map(Future::cause))
                .allSatisfy(thrown -> assertThat(((Trouble) thrown).meaning()).isEqualTo(Meaning.SPENT));
        Budget.State state = await(here.state());
        assertThat(state.leftToday()).isZero();
        assertThat(state.limitedUntil()).contains(here.tomorrow());
    }

    @Test
    void neverLetsMoreThroughInAnySecondThanAreAllowed() {
        Budget budget = budget(5, 1_000, "k");
        List<Long> times = Collections.synchronizedList(new ArrayList<>());

        await(Future.all(Stream.generate(() -> budget.take(PATIENT).onSuccess(key -> times.add(System.nanoTime())))
                .limit(21)
                .toList()));

        List<Long> sorted = times.stream().sorted().toList();
        for (int i = 5; i < sorted.size(); i++) {
            assertThat(sorted.get(i) - sorted.get(i - 5))
                    .as("from call %d to the fifth after it, but for the way back from Redis", i - 5)
                    .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(600));
        }
        assertThat(sorted.get(20) - sorted.get(0)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(3_500));
    }

    @Test
    void takesTheKeysByTurnsAndGivesEachItsOwnDay() {
        Budget budget = budget(1_000, 3, "a", "b");

        List<String> taken = Stream.generate(() -> await(budget.take(PATIENT)).reveal())
                .limit(6)
                .toList();

        assertThat(taken).containsExactly("a", "b", "a", "b", "a", "b");
        assertThat(await(budget.state()).leftToday()).isZero();
    }

    @Test
    void goesOnWithTheKeyThatHasCallsLeft() {
        Budget budget = budget(1_000, 2, "a", "b");
        Budget alone = budget(1_000, 2, "a");
        await(alone.take(PATIENT));
        await(alone.take(PATIENT));

        assertThat(await(budget.take(PATIENT)).reveal()).isEqualTo("b");
        assertThat(await(budget.take(PATIENT)).reveal()).isEqualTo("b");
        assertThat(await(budget.take(PATIENT).map("taken").otherwise("none"))).isEqualTo("none");
    }

    @Test
    void leavesABarredKeyAloneOnEveryHostAndAfterARestart() {
        Instant until = rig.node.clock().instant().plusSeconds(300).truncatedTo(ChronoUnit.MILLIS);
        await(budget(1_000, 10, "a", "b").bar(new Secret("a"), until));

        Budget other = budget(1_000, 10, "a", "b");
        assertThat(Stream.generate(() -> await(other.take(PATIENT)).reveal()).limit(3))
                .containsOnly("b");
        Budget.State state = await(other.state());
        assertThat(state.barred()).isEqualTo(1);
        assertThat(state.leftToday()).isEqualTo(7);
        assertThat(state.limitedUntil()).isEmpty();

        await(other.bar(new Secret("b"), until.plusSeconds(60)));
        assertThat(await(other.state()).limitedUntil()).contains(until);
        Throwable thrown = await(other.take(PATIENT).<Throwable>mapEmpty().recover(Future::succeededFuture));
        assertThat(thrown).isInstanceOf(Trouble.class).hasMessageContaining("rate_limited until");
    }

    @Test
    void waitsForAKeyThatRestsForAMoment() {
        Budget budget = budget(1_000, 10, "a");
        await(budget.bar(new Secret("a"), rig.node.clock().instant().plusMillis(300)));
        long start = System.nanoTime();

        assertThat(await(budget.take(PATIENT)).reveal()).isEqualTo("a");

        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
    }

    @Test
    void doesNotCountACallThatItRefused() {
        Budget budget = budget(1_000, 1, "k");
        await(budget.take(PATIENT));
        await(budget.take(PATIENT).otherwiseEmpty());

        assertThat(await(budget(1_000, 2, "k").state()).leftToday()).isEqualTo(1);
    }

    @Test
    void tellsRedisNoKey() {
        await(budget(1_000, 10, "SECRETKEY").take(PATIENT));

        Response names = await(redis.send(Request.cmd(Command.KEYS).arg("*")));

        assertThat(names.size()).isGreaterThanOrEqualTo(3);
        assertThat(names.toString()).doesNotContain("SECRETKEY");
    }

    @Test
    void namesRedisWhenItIsAway() {
        rig.redis.cut();

        Throwable thrown = await(
                budget(1, 1, "k").take(PATIENT).map(v -> new Throwable("taken")).recover(Future::succeededFuture));

        assertThat(thrown)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE));
        assertThat(thrown).hasMessageContaining("Redis");
    }

    private Budget budget(int perSecond, int perDay, String... keys) {
        return new Budget(
                rig.vertx,
                redis,
                rig.node,
                "test",
                new Limits(perSecond, perDay, Stream.of(keys).map(Secret::new).toList()));
    }
}
