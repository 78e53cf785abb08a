package dev.broadtape.ingest;

import static dev.broadtape.contract.Fault.Kind.BAD_UPSTREAM;
import static dev.broadtape.contract.Fault.Kind.NOT_FOUND;
import static dev.broadtape.contract.Fault.Kind.RATE_LIMITED;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Causes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Gets what a {@link Source} names. An answer is at most {@link #MAX_BYTES} and comes within {@link #PATIENCE_MS}. */
final class Transport {
    /** Twenty years of daily bars are about 1.3 MB. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int CONNECT_MS = 5_000;
    private static final int PATIENCE_MS = 20_000;

    private final Vertx vertx;
    private final HttpClient http;

    Transport(Vertx vertx) {
        this.vertx = vertx;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MS).setDecompressionSupported(true),
                new PoolOptions().setHttp1MaxSize(2));
    }

    Future<Buffer> get(Source source) {
        return source instanceof Source.Get get ? request(get) : read((Source.Resource) source);
    }

    private Future<Buffer> request(Source.Get get) {
        return http.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setIdleTimeout(PATIENCE_MS)
                        .setAbsoluteURI(get.baseUrl() + get.pathAndQuery().reveal()))
                .compose(HttpClientRequest::send)
                .compose(Transport::body)
                .timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
                .recover(thrown -> Future.failedFuture(fault(get.baseUrl(), thrown)));
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        int status = response.statusCode();
        if (status != 200) {
            abandon(response);
            Fault.Kind kind = status == 429 ? RATE_LIMITED : BAD_UPSTREAM;
            return Future.failedFuture(Fault.of(kind, "the provider answered with HTTP status " + status));
        }
        return collected(response);
    }

    private static Future<Buffer> collected(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() <= MAX_BYTES) {
                body.appendBuffer(chunk);
            } else {
                abandon(response);
            }
        });
        return response.end()
                .recover(thrown -> body.length() > MAX_BYTES ? Future.succeededFuture() : Future.failedFuture(thrown))
                .map(v -> whole(body));
    }

    /** Closes the connection rather than read on. */
    private static void abandon(HttpClientResponse response) {
        response.exceptionHandler(reset -> {});
        response.request().reset().onFailure(ended -> {});
    }

    private static Buffer whole(Buffer body) {
        if (body.length() > MAX_BYTES) {
            throw Fault.of(BAD_UPSTREAM, "the provider's answer is larger than " + MAX_BYTES + " bytes");
        }
        return body;
    }

    /** The text of a connection failure names host and port, never the query. */
    private static Throwable fault(String baseUrl, Throwable thrown) {
        return thrown instanceof Fault
                ? thrown
                : Fault.unavailable("%s cannot be reached: %s".formatted(baseUrl, Causes.text(thrown)));
    }

    private Future<Buffer> read(Source.Resource resource) {
        return vertx.executeBlocking(() -> {
            try (var in = Transport.class.getClassLoader().getResourceAsStream(resource.path())) {
                if (in == null) {
                    throw Fault.of(NOT_FOUND, "the bundled history has no " + resource.path());
                }
                return Buffer.buffer(in.readAllBytes());
            } catch (IOException e) {
                throw Fault.unavailable("%s cannot be read: %s".formatted(resource.path(), e.getMessage()));
            }
        });
    }
}
