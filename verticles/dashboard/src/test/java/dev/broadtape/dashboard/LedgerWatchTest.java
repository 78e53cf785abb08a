package dev.broadtape.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Ledger;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerWatchTest {
    private static final Instant AT = Instant.parse("2026-11-24T14:30:00Z");

    private final List<Promise<Ledger>> asked = new ArrayList<>();
    private long nanos = -1_000_000_000_000L;
    private final LedgerWatch watch = new LedgerWatch(this::question, () -> nanos);

    @Test
    void keepsTheLastAnswerAndItsAge() {
        watch.ask();
        asked.get(0).complete(Ledger.of(AT, List.of(run(12))));
        forward(Duration.ofMillis(1_200));

        JsonObject json = watch.json();
        assertThat(json.getString("state")).isEqualTo("answered");
        assertThat(json.getLong("ageMillis")).isEqualTo(1_200);
        assertThat(json.getLong("residue")).isEqualTo(12);
        JsonObject partition = json.getJsonArray("runs")
                .getJsonObject(0)
                .getJsonArray("partitions")
                .getJsonObject(0);
        assertThat(partition.getLong("inKafka")).isEqualTo(88);
        assertThat(partition.getString("hop")).isEqualTo("store → kafka");
    }

    @Test
    void isAskingThenSilentWhenThereNeverWasAnAnswer() {
        assertThat(stateAfter(Duration.ZERO)).isEqualTo("asking");
        assertThat(stateAfter(Duration.ofSeconds(4))).isEqualTo("asking");
        assertThat(stateAfter(Duration.ofSeconds(1))).isEqualTo("silent");
        assertThat(watch.json().fieldNames()).containsExactly("state");
    }

    @Test
    void showsNoOldAnswerAsAGoodOne() {
        watch.ask();
        asked.get(0).complete(Ledger.of(AT, List.of()));
        assertThat(stateAfter(Duration.ofMillis(4_999))).isEqualTo("answered");
        assertThat(stateAfter(Duration.ofMillis(1))).isEqualTo("silent");
        assertThat(watch.json().getLong("ageMillis")).isEqualTo(5_000);

        asked.get(asked.size() - 1).complete(Ledger.of(AT, List.of()));
        assertThat(watch.json().getString("state")).isEqualTo("answered");
    }

    @Test
    void beginsWithPatienceAfterALongRest() {
        watch.ask();
        asked.get(0).fail(Fault.unavailable("nobody"));
        forward(Duration.ofHours(1));

        assertThat(stateAfter(Duration.ZERO)).isEqualTo("asking");
    }

    @Test
    void asksOneQuestionAtATimeAndNoneWhileTheAnswerIsFresh() {
        watch.ask();
        watch.ask();
        assertThat(asked).hasSize(1);

        asked.get(0).complete(Ledger.of(AT, List.of()));
        watch.ask();
        assertThat(asked).hasSize(1);
        forward(Duration.ofSeconds(1));
        watch.ask();
        assertThat(asked).hasSize(2);
        assertThat(watch.ask().isComplete()).isFalse();
        asked.get(1).fail(Fault.unavailable("nobody"));
        assertThat(watch.ask().isComplete()).isFalse();
        assertThat(asked).hasSize(3);
    }

    @Test
    void showsTheLatestRunsOnly() {
        watch.ask();
        asked.get(0)
                .complete(Ledger.of(
                        AT, IntStream.range(0, 9).mapToObj(i -> run(i)).toList()));

        assertThat(watch.json().getJsonArray("runs")).hasSize(LedgerWatch.RUNS);
        assertThat(watch.json().getJsonArray("runs").getJsonObject(0).getLong("residue"))
                .isZero();
        assertThat(watch.json().getLong("residue")).isEqualTo(36);
    }

    private Future<Ledger> question() {
        Promise<Ledger> promise = Promise.promise();
        asked.add(promise);
        return promise.future();
    }

    private String stateAfter(Duration step) {
        forward(step);
        watch.ask();
        return watch.json().getString("state");
    }

    private void forward(Duration step) {
        nanos += step.toNanos();
    }

    private static Ledger.OfRun run(long residue) {
        return new Ledger.OfRun(
                new UUID(1, 2),
                residue,
                List.of(new Ledger.OfPartition(
                        0, 100, 100, 100, 100 - residue, residue, Optional.of("store → kafka"))));
    }
}
