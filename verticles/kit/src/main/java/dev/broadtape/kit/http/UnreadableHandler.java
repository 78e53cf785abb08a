package dev.broadtape.kit.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Answers what is no HTTP, or too much of it, before any route sees it; and hangs up, since what follows is as unreadable. */
final class UnreadableHandler implements Handler<HttpServerRequest> {
    @Override
    public void handle(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            answer(request, 414, "the path and the query are too long");
        } else if (cause instanceof TooLongHttpHeaderException) {
            answer(request, 431, "the headers are too large");
        } else {
            answer(request, 400, "the request cannot be read");
        }
    }

    private static void answer(HttpServerRequest request, int status, String detail) {
        FaultHandler.send(request.response(), FaultHandler.problem(status, detail, List.of()))
                .onComplete(v -> request.connection().close());
    }
}
