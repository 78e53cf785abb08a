package dev.broadtape.ingest.job;

import static dev.broadtape.ingest.store.Collections.JOBS;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData.BatchDataCompleted;
import dev.broadtape.contract.EventData.ErrorOccurred;
import dev.broadtape.ingest.outbox.Handover;
import dev.broadtape.ingest.store.Embedded.Place;
import dev.broadtape.ingest.store.Patience;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Does one job from where it stands: the bars of each symbol in turn, then the companies, since a tape needs bars and a
 * budget may not last for both. What is to be told of a step is written with the step.
 */
public final class JobRunner {
    private final Node node;
    private final Loader loader;
    private final CompanyLoader companies;
    private final JobStore store;
    private final Handover handover;
    private final Patience patience;
    private final JobEvents events;

    public JobRunner(Node node, Feed feed, Loader.Stores stores, JobStore store) {
        this.node = node;
        this.loader = new Loader(node, feed, stores);
        this.companies = new CompanyLoader(node, feed, stores);
        this.store = store;
        this.handover = stores.handover();
        this.patience = stores.patience();
        this.events = new JobEvents(node);
    }

    /** Fails with {@link Assignment.Lost} when another host has taken the job over. */
    Future<Void> run(Assignment work) {
        return barsFrom(work, 0).compose(v -> companiesFrom(work, 0)).compose(v -> end(work));
    }

    private Future<Void> barsFrom(Assignment work, int index) {
        Job job = work.job();
        if (job.cancelRequested() || index == job.symbols().size()) {
            return Future.succeededFuture();
        }
        Progress progress = job.symbols().get(index);
        return progress.open()
                ? bars(work, index, progress).compose(v -> barsFrom(work, index + 1))
                : barsFrom(work, index + 1);
    }

    private Future<Void> bars(Assignment work, int index, Progress progress) {
        return work.confirm()
                .onSuccess(v -> work.now(work.job().with(index, progress.running())))
                .compose(v -> loader.bars(work, progress.symbol()))
                .compose(done -> save(work, index, done));
    }

    private Future<Void> save(Assignment work, int index, Progress done) {
        Optional<DomainEvent> event = done.error()
                .map(error ->
                        events.of(work.job(), new ErrorOccurred(JobEvents.SOURCE, error, Optional.of(done.symbol()))));
        return patience.until(
                        "storing the progress of a job",
                        () -> store.save(work.tenure().filter(), index, done, event))
                .compose(work::held)
                .onSuccess(v -> work.now(work.job().with(index, done)))
                .compose(v -> tell(work, event));
    }

    private Future<Void> tell(Assignment work, Optional<DomainEvent> event) {
        return event.map(told -> handover.move(new Place(JOBS, work.job().jobId(), told)))
                .orElseGet(Future::succeededFuture);
    }

    private Future<Void> companiesFrom(Assignment work, int index) {
        List<Progress> symbols = work.job().symbols();
        if (work.job().cancelRequested() || index == symbols.size()) {
            return Future.succeededFuture();
        }
        Progress progress = symbols.get(index);
        if (progress.state() != Progress.State.DONE) {
            return companiesFrom(work, index + 1);
        }
        return work.confirm()
                .compose(v -> companies.load(work.job(), progress.symbol()))
                .compose(v -> companiesFrom(work, index + 1));
    }

    private Future<Void> end(Assignment work) {
        Job over = work.job().over(node.nowMicros());
        var completed = new BatchDataCompleted(
                over.jobId(), over.symbols().size(), over.count(Progress.State.DONE), over.missed());
        DomainEvent event = events.of(over, completed);
        return patience.until(
                        "storing the end of a job",
                        () -> store.end(work.tenure().filter(), over, event))
                .compose(work::held)
                .onSuccess(v -> work.now(over))
                .compose(v -> tell(work, Optional.of(event)));
    }
}
