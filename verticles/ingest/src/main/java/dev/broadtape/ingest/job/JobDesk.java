package dev.broadtape.ingest.job;

import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.store.StoreLink;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/** Takes orders over HTTP: what cannot be done now is refused now, what can is answered with 202 and its job. */
public final class JobDesk {
    private static final int ACCEPTED = 202;

    private final Jobs jobs;
    private final StoreLink storeLink;
    private final Supplier<Future<?>> requirement;

    /**
     * A desk before the jobs.
     *
     * @param requirement fails when a job would be of no use
     */
    public JobDesk(Jobs jobs, StoreLink storeLink, Supplier<Future<?>> requirement) {
        this.jobs = jobs;
        this.storeLink = storeLink;
        this.requirement = requirement;
    }

    void submit(RoutingContext request, List<String> symbols, OutputSize size) {
        storeLink.require();
        requirement
                .get()
                .compose(v -> jobs.submit(symbols, size))
                .onSuccess(job -> accepted(request, job))
                .onFailure(request::fail);
    }

    static void accepted(RoutingContext request, Job job) {
        request.response().setStatusCode(ACCEPTED).putHeader("Location", "/jobs/" + job.jobId());
        request.json(job.json());
    }
}
