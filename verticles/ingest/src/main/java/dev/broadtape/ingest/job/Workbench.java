package dev.broadtape.ingest.job;

import dev.broadtape.ingest.store.Patience;
import dev.broadtape.ingest.store.Tenure;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that this host does now: one that fetches, and any that only have to be ended. */
final class Workbench {
    private static final Logger log = LoggerFactory.getLogger(Workbench.class);

    private final JobRunner runner;
    private final Patience patience;
    private final Consumer<Job> listener;
    private final Map<String, Assignment> work = new LinkedHashMap<>();
    private final Set<String> givenUp = new HashSet<>();
    private Optional<String> busyWith = Optional.empty();

    /**
     * A bench with nothing on it.
     *
     * @param listener hears of every change
     */
    Workbench(JobRunner runner, Patience patience, Consumer<Job> listener) {
        this.runner = runner;
        this.patience = patience;
        this.listener = listener;
    }

    boolean busy() {
        return busyWith.isPresent();
    }

    /** False for what is here, and for what failed here: another host or the next start may have more luck. */
    boolean mayTake(String jobId) {
        return !work.containsKey(jobId) && !givenUp.contains(jobId);
    }

    Optional<Assignment> find(String jobId) {
        return Optional.ofNullable(work.get(jobId));
    }

    Optional<Job> current() {
        return busyWith.flatMap(this::find).map(Assignment::job);
    }

    List<Job> jobs() {
        return work.values().stream().map(Assignment::job).toList();
    }

    /** Done when the job is off the bench, however it went. */
    Future<Void> work(Job job, Tenure tenure) {
        var assignment = new Assignment(job, tenure, patience, listener);
        work.put(job.jobId(), assignment);
        if (!job.cancelRequested()) {
            busyWith = Optional.of(job.jobId());
        }
        listener.accept(job);
        return runner.run(assignment)
                .onFailure(thrown -> stopped(job.jobId(), thrown))
                .otherwiseEmpty()
                .onSuccess(v -> leave(assignment));
    }

    private void stopped(String jobId, Throwable thrown) {
        if (patience.ended() || thrown instanceof Assignment.Lost) {
            log.info("job {} goes on elsewhere or later", jobId);
        } else {
            log.error("job {} is given up here", jobId, thrown);
            givenUp.add(jobId);
        }
    }

    private void leave(Assignment assignment) {
        String jobId = assignment.job().jobId();
        assignment.tenure().end();
        work.remove(jobId);
        if (busyWith.filter(jobId::equals).isPresent()) {
            busyWith = Optional.empty();
        }
    }

    Future<Void> release() {
        return Future.join(work.values().stream()
                        .map(assignment -> assignment.tenure().release())
                        .toList())
                .mapEmpty();
    }
}
