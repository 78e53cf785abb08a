package dev.broadtape.ingest.job;

import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.store.StoreLink;
import dev.broadtape.kit.http.Answers;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/** Asking for data, and following the jobs that get it. */
public final class JobRoutes {
    private static final int SOME_JOBS = 50;
    private static final int MAX_JOBS = 200;
    private static final String SYMBOLS = "symbols";

    private final Jobs jobs;
    private final JobDesk desk;
    private final StoreLink storeLink;
    private final Supplier<List<String>> all;

    /**
     * The routes of jobs.
     *
     * @param all the symbols that {@code /fetch-all} is for
     */
    public JobRoutes(Jobs jobs, JobDesk desk, StoreLink storeLink, Supplier<List<String>> all) {
        this.jobs = jobs;
        this.desk = desk;
        this.storeLink = storeLink;
        this.all = all;
    }

    public void addTo(Api api) {
        api.on("fetch", this::fetch)
                .on("fetchAll", this::fetchAll)
                .on("jobs", this::list)
                .on("job", this::job)
                .on("cancelJob", this::cancel);
    }

    private void fetch(RoutingContext request) {
        JsonObject body = Params.body(request);
        List<String> symbols = body.getJsonArray(SYMBOLS).stream()
                .map(symbol -> Params.symbol(SYMBOLS, String.valueOf(symbol)))
                .distinct()
                .toList();
        desk.submit(request, symbols, outputSize(body));
    }

    private void fetchAll(RoutingContext request) {
        JsonObject body = request.body().length() > 0 ? Params.body(request) : new JsonObject();
        desk.submit(request, all.get(), outputSize(body));
    }

    private static OutputSize outputSize(JsonObject body) {
        return OutputSize.of(body.getString("outputsize", OutputSize.COMPACT.label()));
    }

    private void list(RoutingContext request) {
        int limit = Params.limit(request, SOME_JOBS, MAX_JOBS);
        storeLink.require();
        jobs.newest(Params.query(request, "cursor"), limit)
                .map(jobs -> json(jobs, limit))
                .onSuccess(request::json)
                .onFailure(request::fail);
    }

    /** A full page may have another after it. */
    private static JsonObject json(List<Job> jobs, int limit) {
        JsonObject json = Answers.list("jobs", jobs.stream().map(Job::json).toList());
        return jobs.size() == limit ? json.put("next", jobs.get(limit - 1).jobId()) : json;
    }

    private void job(RoutingContext request) {
        storeLink.require();
        jobs.find(request.pathParam("job"))
                .onSuccess(job -> request.json(job.json()))
                .onFailure(request::fail);
    }

    private void cancel(RoutingContext request) {
        storeLink.require();
        jobs.cancel(request.pathParam("job"))
                .onSuccess(job -> JobDesk.accepted(request, job))
                .onFailure(request::fail);
    }
}
