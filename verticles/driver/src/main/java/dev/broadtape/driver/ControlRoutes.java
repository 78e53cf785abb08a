package dev.broadtape.driver;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.ReadySymbols;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.OperatorHandler;
import dev.broadtape.kit.http.Params;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The routes that begin, change and end runs, for operators. Only the driver that has the lease does so. */
final class ControlRoutes {
    private static final String RUNS = "/api/v1/runs";
    private static final int CREATED = 201;
    private static final int PATIENCE_SECONDS = 5;

    private final Driver driver;
    private final Supplier<Future<ReadySymbols>> ready;

    /**
     * Routes for one driver.
     *
     * @param ready asks which symbols have data
     */
    ControlRoutes(Driver driver, Supplier<Future<ReadySymbols>> ready) {
        this.driver = driver;
        this.ready = ready;
    }

    void addTo(Router router, OperatorHandler operator) {
        router.post(RUNS).handler(operator).handler(this::begin);
        router.post(RUNS + "/:run/pause").handler(operator).handler(request -> change(request, Tenure::pause));
        router.post(RUNS + "/:run/resume").handler(operator).handler(request -> change(request, Tenure::resume));
        router.post(RUNS + "/:run/stop").handler(operator).handler(request -> change(request, Tenure::stop));
    }

    private void begin(RoutingContext request) {
        RunRequest asked = RunBody.read(body(request));
        driver.require();
        answer(request, ready.get().compose(answer -> driver.require().begin(asked, answer.symbols())), begun -> {
            if (begun.created()) {
                request.response()
                        .setStatusCode(CREATED)
                        .putHeader("Location", RUNS + "/" + begun.run().run());
            }
            return begun.run();
        });
    }

    /** No body is a request for everything as configured. */
    private static JsonObject body(RoutingContext request) {
        return request.body().length() <= 0 ? new JsonObject() : Params.body(request);
    }

    private void change(RoutingContext request, Function<Tenure, Future<Run>> change) {
        UUID id = RunRoutes.id(request);
        Tenure tenure = driver.require();
        if (tenure.tape().run().filter(run -> run.run().equals(id)).isEmpty()) {
            throw RunRoutes.unknown(id);
        }
        answer(request, change.apply(tenure), run -> run);
    }

    private static <T> void answer(RoutingContext request, Future<T> change, Function<T, Run> run) {
        change.timeout(PATIENCE_SECONDS, SECONDS)
                .recover(thrown -> Future.failedFuture(explained(thrown)))
                .map(run)
                .onSuccess(now -> request.json(RunJson.of(now)))
                .onFailure(request::fail);
    }

    /** Anything else, such as the patience that is over, means that nobody knows yet. */
    private static Throwable explained(Throwable thrown) {
        return thrown instanceof Fault || thrown instanceof BadField
                ? thrown
                : Fault.unavailable("the change is not stored yet");
    }
}
