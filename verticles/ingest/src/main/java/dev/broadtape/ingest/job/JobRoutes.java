package dev.broadtape.ingest.job;

import dev.broadtape.contract.Fault;
import dev.broadtape.ingest.provider.OutputSize;
import dev.broadtape.ingest.store.StoreLink;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.http.TierServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Asking for data, and following the jobs that get it. */
public final class JobRoutes {
    public static final int MAX_SYMBOLS = 50;

    private static final int SOME_JOBS = 50;
    private static final int MAX_JOBS = 200;
    private static final String SYMBOLS = "symbols";
    private static final String OUTPUTSIZE = "outputsize";

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

    public void addTo(TierServer server) {
        Router router = server.router();
        router.post("/fetch").handler(this::fetch);
        router.post("/fetch-all").handler(this::fetchAll);
        router.get("/jobs").handler(this::list);
        router.get("/jobs/:job").handler(this::job);
        router.delete("/jobs/:job").handler(this::cancel);
    }

    private void fetch(RoutingContext request) {
        JsonObject body = Params.body(request);
        knownFields(body, Set.of(SYMBOLS, OUTPUTSIZE));
        desk.submit(request, symbols(body), outputSize(body));
    }

    private void fetchAll(RoutingContext request) {
        JsonObject body = request.body().length() > 0 ? Params.body(request) : new JsonObject();
        knownFields(body, Set.of(OUTPUTSIZE));
        desk.submit(request, all.get(), outputSize(body));
    }

    private static void knownFields(JsonObject body, Set<String> known) {
        body.fieldNames().stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new BadField(field, "is not a field of this request; there are " + List.copyOf(known));
                });
    }

    private static List<String> symbols(JsonObject body) {
        if (!(body.getValue(SYMBOLS) instanceof JsonArray given) || given.isEmpty() || given.size() > MAX_SYMBOLS) {
            throw new BadField(SYMBOLS, "must be a list of 1 to %d symbols".formatted(MAX_SYMBOLS));
        }
        return given.stream().map(JobRoutes::symbol).distinct().toList();
    }

    private static String symbol(Object given) {
        if (given instanceof String text) {
            return Params.symbol(SYMBOLS, text);
        }
        throw new BadField(SYMBOLS, "must hold text only, not " + given);
    }

    private static OutputSize outputSize(JsonObject body) {
        try {
            return OutputSize.of(String.valueOf(body.getValue(OUTPUTSIZE, OutputSize.COMPACT.label())));
        } catch (Fault e) {
            throw new BadField(OUTPUTSIZE, String.valueOf(e.getMessage()));
        }
    }

    private void list(RoutingContext request) {
        int limit = Params.limit(request, SOME_JOBS, MAX_JOBS);
        storeLink.require();
        jobs.newest(limit)
                .map(jobs -> jobs.stream().map(Job::json).toList())
                .onSuccess(jobs -> request.json(
                        new JsonObject().put("jobs", new JsonArray(jobs)).put("count", jobs.size())))
                .onFailure(request::fail);
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
