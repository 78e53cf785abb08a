package dev.broadtape.ingest.job;

import static dev.broadtape.ingest.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData.BatchDataCompleted;
import dev.broadtape.ingest.Rig;
import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.store.Collections;
import dev.broadtape.ingest.store.Embedded;
import dev.broadtape.ingest.store.Lease;
import dev.broadtape.ingest.store.Leases;
import dev.broadtape.ingest.store.Mongo;
import dev.broadtape.ingest.store.Tenure;
import dev.broadtape.kit.Events;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The jobs of two hosts in one store, each with a clock of its own that a test moves. */
class JobStoreTest {
    private static final Duration TERM = Duration.ofMinutes(10);

    @RegisterExtension
    final Rig rig = new Rig();

    private final Mongo mongo = rig.mongoClient();
    private final JobStore jobs = new JobStore(mongo);
    private final AtomicLong hereNanos = new AtomicLong();
    private final AtomicLong thereNanos = new AtomicLong(-5_000_000_000_000L);
    private final Leases here = new Leases(rig.vertx, mongo, hereNanos::get, "here", TERM);
    private final Leases there = new Leases(rig.vertx, mongo, thereNanos::get, "there", TERM);

    @BeforeEach
    void prepare() {
        await(Collections.prepare(mongo));
    }

    @Test
    void letsOnlyOneOfTwoEqualJobsRun() {
        Job first = job("a", "running:x");
        assertThat(await(jobs.add(first))).isTrue();
        assertThat(await(jobs.add(job("b", "running:x")))).isFalse();
        assertThat(await(jobs.withKey("running:x"))).contains(first);

        end("a", first);

        assertThat(await(jobs.add(job("c", "running:x")))).isTrue();
        assertThat(await(jobs.running()))
                .extracting(stored -> stored.job().jobId())
                .containsExactly("c");
        assertThat(await(jobs.find("a")).orElseThrow().state()).isEqualTo(Job.State.FINISHED);
        assertThat(await(new Embedded(mongo).in(Collections.JOBS)))
                .as("the event of the end, in the document that ended")
                .hasSize(1);
    }

    @Test
    void keepsTheWishToCancelWhenProgressIsWritten() {
        await(jobs.add(job("a", "running:x")));
        Tenure tenure = take(here, "a").orElseThrow();
        assertThat(await(jobs.requestCancel("a"))).isTrue();
        assertThat(await(jobs.save(tenure.filter(), 0, Progress.done("BRK.B", 3), Optional.empty())))
                .isTrue();

        Job stored = await(jobs.find("a")).orElseThrow();
        assertThat(stored.cancelRequested()).isTrue();
        assertThat(stored.symbols()).containsExactly(Progress.done("BRK.B", 3));
        assertThat(await(jobs.requestCancel("nosuchjob"))).isFalse();
    }

    @Test
    void givesAFreeJobToTheFasterOfTwoHosts() {
        await(jobs.add(job("a", "running:x")));
        Lease free = await(jobs.running()).get(0).lease();

        Optional<Tenure> first = await(here.take(Collections.JOBS, "a", free));
        Optional<Tenure> second = await(there.take(Collections.JOBS, "a", free));

        assertThat(first).isPresent();
        assertThat(second).isEmpty();
    }

    @Test
    void handsAJobOverWhenItsHostIsSilentForATermByTheOthersClock() {
        await(jobs.add(job("a", "running:x")));
        Tenure dead = take(here, "a").orElseThrow();
        assertThat(take(there, "a")).isEmpty();
        thereNanos.addAndGet(TERM.toNanos() - 1);
        assertThat(take(there, "a")).isEmpty();
        await(dead.renew());
        thereNanos.addAndGet(TERM.toNanos() - 1);
        assertThat(take(there, "a")).as("a beat was seen").isEmpty();
        thereNanos.addAndGet(TERM.toNanos());

        assertThat(take(there, "a")).isPresent();

        assertThat(await(jobs.save(dead.filter(), 0, Progress.done("BRK.B", 3), Optional.empty())))
                .as("what the former holder writes")
                .isFalse();
        await(dead.renew());
        assertThat(dead.over()).isTrue();
    }

    @Test
    void doubtsALeaseLongBeforeOthersMayTakeIt() {
        await(jobs.add(job("a", "running:x")));
        Tenure tenure = take(here, "a").orElseThrow();
        assertThat(tenure.sure()).isTrue();

        hereNanos.addAndGet(TERM.toNanos() / 2);
        assertThat(tenure.sure()).isFalse();
        await(tenure.renew());
        assertThat(tenure.sure()).isTrue();
    }

    @Test
    void leavesAJobThatIsLetGoToAnyoneAtOnce() {
        await(jobs.add(job("a", "running:x")));
        await(take(here, "a").orElseThrow().release());

        assertThat(take(there, "a")).isPresent();
    }

    private Optional<Tenure> take(Leases leases, String jobId) {
        Lease lease = await(jobs.running()).get(0).lease();
        return leases.takeable(jobId, lease) ? await(leases.take(Collections.JOBS, jobId, lease)) : Optional.empty();
    }

    private void end(String jobId, Job job) {
        Tenure tenure = take(here, jobId).orElseThrow();
        DomainEvent event = new Events(rig.node, "test").of(new BatchDataCompleted(jobId, 1, 0, List.of("BRK.B")));
        assertThat(await(jobs.end(tenure.filter(), job.over(5), event))).isTrue();
        tenure.end();
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
