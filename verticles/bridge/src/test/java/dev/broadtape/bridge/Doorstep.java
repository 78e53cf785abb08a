package dev.broadtape.bridge;

import static dev.broadtape.bridge.Fixtures.await;
import static dev.broadtape.contract.Contract.SNS_DELIVERY;

import dev.broadtape.contract.Fault;
import dev.broadtape.contract.SnsDelivery;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where SNS posts to, as ingest's {@code /sns} is: hands each post to the bridge and answers with its word. */
final class Doorstep {
    /** What the bridge has made of each post: an outcome, or the status that says why not. */
    final List<String> outcomes = new CopyOnWriteArrayList<>();
    /** The posts, as they came. */
    final List<String> bodies = new CopyOnWriteArrayList<>();

    private final Vertx vertx;
    private final HttpServer server;

    Doorstep(Vertx vertx) {
        this.vertx = vertx;
        this.server = await(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, "127.0.0.1"));
    }

    String url() {
        return "http://127.0.0.1:%d/sns".formatted(server.actualPort());
    }

    private void take(HttpServerRequest request, Buffer body) {
        bodies.add(body.toString());
        SNS_DELIVERY
                .ask(vertx.eventBus(), SnsDelivery.of(body.toString()))
                .onSuccess(outcome -> answer(request, 200, outcome.outcome()))
                .onFailure(thrown -> {
                    int status = thrown instanceof Fault fault ? fault.kind().code() : 500;
                    answer(request, status, String.valueOf(status));
                });
    }

    private void answer(HttpServerRequest request, int status, String outcome) {
        outcomes.add(outcome);
        request.response().setStatusCode(status).end();
    }
}
