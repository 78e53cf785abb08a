package dev.broadtape.ingest.outbox;

import static dev.broadtape.contract.Contract.SNS_DELIVERY;
import static dev.broadtape.contract.Fault.Kind.MALFORMED;
import static dev.broadtape.contract.Fault.Kind.TOO_LARGE;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.SnsDelivery;
import dev.broadtape.kit.openapi.Api;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /sns}: what SNS delivers goes to the bridge as it came; who wrote it is the bridge's to judge. */
public final class SnsRoute {
    private final Vertx vertx;

    public SnsRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    public void addTo(Api api) {
        api.on("sns", this::deliver);
    }

    private void deliver(RoutingContext request) {
        int bytes = request.body().length();
        if (bytes > SnsDelivery.MAX_BYTES) {
            throw Fault.of(TOO_LARGE, "the body is larger than %d bytes".formatted(SnsDelivery.MAX_BYTES));
        }
        if (bytes <= 0) {
            throw Fault.of(MALFORMED, "the body is empty");
        }
        SNS_DELIVERY
                .ask(vertx.eventBus(), SnsDelivery.of(request.body().asString()))
                .onSuccess(outcome -> request.json(new JsonObject().put("outcome", outcome.outcome())))
                .onFailure(request::fail);
    }
}
