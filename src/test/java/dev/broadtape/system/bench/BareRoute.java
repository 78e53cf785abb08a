package dev.broadtape.system.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;

/** A server with one vertx-web route, {@code /}, whose answer is so many bytes from memory. Its arguments: port, bytes. */
final class BareRoute {
    private BareRoute() {}

    public static void main(String[] args) {
        Buffer body = Buffer.buffer(
                "\"%s\"".formatted("x".repeat(Integer.parseInt(args[1]) - 2)).getBytes(StandardCharsets.US_ASCII));
        var vertx = Vertx.vertx();
        var router = Router.router(vertx);
        router.get("/")
                .handler(request -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(body));
        vertx.createHttpServer()
                .requestHandler(router)
                .listen(Integer.parseInt(args[0]), "127.0.0.1")
                .onFailure(thrown -> {
                    thrown.printStackTrace();
                    vertx.close();
                });
    }
}
