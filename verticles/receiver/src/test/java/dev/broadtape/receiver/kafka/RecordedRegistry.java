package dev.broadtape.receiver.kafka;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as Apicurio Registry 2.6 answered through Confluent's interface. Knows no subject before it is told of one. */
public final class RecordedRegistry {
    public static final int ID = 7;

    private final int port;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean known;
    private volatile String refusal = "";
    private volatile int refusalStatus;

    public RecordedRegistry(int port) {
        this.port = port;
    }

    public HttpServer start(Vertx vertx) {
        return vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(port, "127.0.0.1")
                .await();
    }

    public String url() {
        return "http://127.0.0.1:%d/apis/ccompat/v7/".formatted(port);
    }

    /** From now on it says this to everything. */
    void refuse(int status, String body) {
        refusalStatus = status;
        refusal = body;
    }

    /** Paths and who asked, in order. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            asked.add(request.path() + " " + request.getHeader("Authorization"));
            boolean ours = new JsonObject(body).getString("schema").contains("\"dev.broadtape\"");
            if (refusalStatus > 0) {
                answer(request, refusalStatus, refusal);
            } else if (ours && request.path().endsWith("/versions")) {
                known = true;
                answer(request, 200, "{\"id\":7}");
            } else if (ours && known) {
                answer(
                        request,
                        200,
                        "{\"id\":7,\"subject\":\"x-value\",\"version\":1,\"schema\":\"\",\"references\":[]}");
            } else {
                answer(
                        request,
                        404,
                        "{\"error_code\":40401,\"message\":\"No artifact with ID 'x-value' in group 'null' was found.\"}");
            }
        });
    }

    private static void answer(HttpServerRequest request, int status, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/vnd.schemaregistry.v1+json")
                .end(body);
    }
}
