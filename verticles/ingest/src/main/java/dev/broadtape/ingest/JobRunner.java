package dev.broadtape.ingest;

import dev.broadtape.contract.EventData.BatchDataCompleted;
import dev.broadtape.kit.Node;
import io.vertx.core.Future;
import java.util.List;

/**
 * Runs one job from where it stands: the bars of each symbol in turn, then the companies, since a tape needs bars
 * and a budget may not last for both. The end is told before it is stored, as {@link Loader} explains.
 */
final class JobRunner {
    private final Node node;
    private final Loader loader;
    private final Stores stores;
    private final JobBook book;
    private final JobEvents events;

    JobRunner(Node node, Loader loader, Stores stores, JobBook book) {
        this.node = node;
        this.loader = loader;
        this.stores = stores;
        this.book = book;
        this.events = new JobEvents(node);
    }

    Future<Void> run(String jobId) {
        return barsFrom(jobId, 0).compose(v -> companiesFrom(jobId, 0)).compose(v -> end(jobId));
    }

    private Future<Void> barsFrom(String jobId, int index) {
        Job job = book.running(jobId);
        if (job.cancelRequested() || index == job.symbols().size()) {
            return Future.succeededFuture();
        }
        Progress progress = job.symbols().get(index);
        if (progress.state() != Progress.State.WAITING) {
            return barsFrom(jobId, index + 1);
        }
        return loader.bars(job, progress.symbol())
                .compose(now -> book.save(book.running(jobId).with(index, now)))
                .compose(v -> barsFrom(jobId, index + 1));
    }

    private Future<Void> companiesFrom(String jobId, int index) {
        Job job = book.running(jobId);
        List<Progress> symbols = job.symbols();
        if (job.cancelRequested() || index == symbols.size()) {
            return Future.succeededFuture();
        }
        Progress progress = symbols.get(index);
        if (progress.state() != Progress.State.DONE) {
            return companiesFrom(jobId, index + 1);
        }
        return loader.company(job, progress.symbol()).compose(v -> companiesFrom(jobId, index + 1));
    }

    private Future<Void> end(String jobId) {
        Job job = book.running(jobId).over(node.nowMicros());
        var completed =
                new BatchDataCompleted(jobId, job.symbols().size(), job.count(Progress.State.DONE), job.missed());
        return stores.patiently(
                        "recording the end of a job", () -> stores.outbox().record(events.of(job, completed)))
                .compose(v -> book.save(job));
    }
}
