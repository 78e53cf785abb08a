package dev.broadtape.ingest;

import static dev.broadtape.ingest.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.config.MongoConfig;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The stores against a server that speaks MongoDB's wire protocol. */
class StoresTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private final Mongo mongo = rig.mongoClient();
    private final JobStore jobs = new JobStore(mongo);

    @BeforeEach
    void prepare() {
        await(Collections.prepare(mongo));
    }

    @Test
    void makesIndexesAgainWithoutHarm() {
        await(Collections.prepare(mongo));
    }

    @Test
    void saysWhenAnIndexCannotBeMade() {
        Mongo other =
                new Mongo(rig.vertx, new MongoConfig(true, rig.mongo.port(), new Secret(""), rig.database + "-clash"));
        await(other.run(client -> client.insert(Collections.JOBS, new JsonObject().put("key", "same"))));
        await(other.run(client -> client.insert(Collections.JOBS, new JsonObject().put("key", "same"))));

        assertThatThrownBy(() -> await(Collections.prepare(other))).isNotInstanceOf(Fault.class);
    }

    @Test
    void letsOnlyOneOfTwoEqualJobsRun() {
        Job first = job("a", "running:x");
        assertThat(await(jobs.add(first))).isTrue();
        assertThat(await(jobs.add(job("b", "running:x")))).isFalse();
        assertThat(await(jobs.withKey("running:x"))).contains(first);

        await(jobs.save(first.over(5)));

        assertThat(await(jobs.add(job("c", "running:x")))).isTrue();
        assertThat(await(jobs.running())).extracting(Job::jobId).containsExactly("c");
        assertThat(await(jobs.find("a")).orElseThrow().state()).isEqualTo(Job.State.FINISHED);
    }

    @Test
    void keepsTheWishToCancelWhenProgressIsWritten() {
        Job job = job("a", "running:x");
        await(jobs.add(job));
        await(jobs.requestCancel("a"));
        await(jobs.save(job.with(0, Progress.done("BRK.B", 3))));

        Job stored = await(jobs.find("a")).orElseThrow();
        assertThat(stored.cancelRequested()).isTrue();
        assertThat(stored.symbols()).containsExactly(Progress.done("BRK.B", 3));
    }

    @Test
    void keepsTheNewestAndRemovesTheRest() {
        var retention = new Retention(rig.vertx, mongo, rig.node, Duration.ofDays(30));
        var rule = new Retention.Rule("things", new JsonObject().put("sent", true), "at", 3);
        await(Future.all(IntStream.range(0, 10).mapToObj(this::thing).toList()));

        await(retention.apply(rule));

        List<JsonObject> left = await(mongo.run(client -> client.find("things", new JsonObject())));
        assertThat(left)
                .as("unsent ones stay, and of the sent ones the newest three")
                .extracting(thing -> thing.getInteger("at"))
                .containsExactlyInAnyOrder(0, 2, 4, 6, 7, 8, 9);
    }

    private Future<String> thing(int at) {
        boolean sent = at % 2 == 1 || at == 8;
        return mongo.run(
                client -> client.insert("things", new JsonObject().put("at", at).put("sent", sent)));
    }

    private static Job job(String id, String key) {
        return new Job(
                id,
                key,
                Job.State.RUNNING,
                false,
                OutputSize.COMPACT,
                "0".repeat(32),
                1,
                Optional.empty(),
                List.of(Progress.waiting("BRK.B")));
    }
}
