package dev.broadtape.ingest;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.http.TierServer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** Asking for data, and following the jobs that get it. */
final class JobRoutes {
    static final int MAX_SYMBOLS = 50;

    private static final int SOME_JOBS = 50;
    private static final int MAX_JOBS = 200;
    private static final int ACCEPTED = 202;
    private static final String SYMBOLS = "symbols";
    private static final String OUTPUTSIZE = "outputsize";

    private final Assembly ingest;

    JobRoutes(Assembly ingest) {
        this.ingest = ingest;
    }

    void addTo(TierServer server) {
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
        submit(request, symbols(body), outputSize(body));
    }

    private void fetchAll(RoutingContext request) {
        JsonObject body = request.body().length() > 0 ? Params.body(request) : new JsonObject();
        knownFields(body, Set.of(OUTPUTSIZE));
        submit(request, ingest.settings.config().properSymbols(), outputSize(body));
    }

    private void submit(RoutingContext request, List<String> symbols, OutputSize size) {
        ingest.storeLink.require();
        requireBudget()
                .compose(v -> ingest.jobs.submit(symbols, size))
                .onSuccess(job -> accepted(request, job))
                .onFailure(request::fail);
    }

    /** A metered provider is of no use without Redis: that is said now, not later in a job. */
    private Future<Long> requireBudget() {
        return ingest.budget.map(Budget::left).orElseGet(() -> Future.succeededFuture(0L));
    }

    private static void accepted(RoutingContext request, Job job) {
        request.response().setStatusCode(ACCEPTED).putHeader("Location", "/jobs/" + job.jobId());
        request.json(job.json());
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
        ingest.storeLink.require();
        ingest.jobs
                .newest(limit)
                .map(jobs -> jobs.stream().map(Job::json).toList())
                .onSuccess(jobs -> request.json(
                        new JsonObject().put("jobs", new JsonArray(jobs)).put("count", jobs.size())))
                .onFailure(request::fail);
    }

    private void job(RoutingContext request) {
        ingest.storeLink.require();
        ingest.jobs
                .find(request.pathParam("job"))
                .onSuccess(job -> request.json(job.json()))
                .onFailure(request::fail);
    }

    private void cancel(RoutingContext request) {
        ingest.storeLink.require();
        ingest.jobs
                .cancel(request.pathParam("job"))
                .onSuccess(job -> accepted(request, job))
                .onFailure(request::fail);
    }
}
