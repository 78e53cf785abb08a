package dev.broadtape.ingest;

import dev.broadtape.kit.config.Secret;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server that answers with recordings of Alpha Vantage: IBM's data to whichever symbol it knows. */
final class FakeAlphaVantage {
    final List<String> calls = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final List<String> known;
    volatile int status = 200;
    volatile int delayMillis;

    FakeAlphaVantage(Vertx vertx, List<String> known) {
        this.known = known;
        this.server = Waiting.await(vertx.createHttpServer()
                .requestHandler(request -> {
                    if (delayMillis == 0) {
                        answer(request);
                    } else {
                        vertx.setTimer(delayMillis, id -> answer(request));
                    }
                })
                .listen(0, "127.0.0.1"));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void answer(HttpServerRequest request) {
        String function = request.getParam("function");
        calls.add(function + " " + request.getParam("symbol"));
        request.response().setStatusCode(status).end(Recordings.of("alphavantage/" + recording(request, function)));
    }

    private String recording(HttpServerRequest request, String function) {
        if (!known.contains(request.getParam("symbol"))) {
            return "unknown-symbol.json";
        }
        return function.equals("OVERVIEW") ? "overview.json" : "daily-" + request.getParam("outputsize") + ".json";
    }

    static AlphaVantageConfig config(String baseUrl, int perDay) {
        return new AlphaVantageConfig(baseUrl, new Secret("SECRETKEY"), 1_000, perDay);
    }
}
