package dev.broadtape.ingest.fetch;

import static dev.broadtape.ingest.provider.Trouble.Meaning.BAD_KEY;
import static dev.broadtape.ingest.provider.Trouble.Meaning.LIMITED;
import static dev.broadtape.ingest.provider.Trouble.Meaning.NONSENSE;
import static dev.broadtape.ingest.provider.Trouble.Meaning.OUTAGE;
import static dev.broadtape.ingest.provider.Trouble.Meaning.UNKNOWN;

import dev.broadtape.ingest.provider.Reader;
import dev.broadtape.ingest.provider.Source;
import dev.broadtape.ingest.provider.Trouble;
import dev.broadtape.kit.Causes;
import dev.broadtape.kit.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Gets what a {@link Source} names, and hands it to a reader piece by piece. Fails with {@link Trouble} only. */
final class Transport {
    private static final int CONNECT_MS = 5_000;

    private final Shelf shelf;
    private final HttpClient http;
    private final Duration timeout;

    Transport(Vertx vertx, Duration timeout) {
        this.shelf = new Shelf(vertx);
        this.timeout = timeout;
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_MS).setDecompressionSupported(true),
                new PoolOptions().setHttp1MaxSize(2));
    }

    /**
     * What {@code reader} makes of the source.
     *
     * @param key for a source that asks for one
     */
    <T> Future<T> get(Source source, Optional<Secret> key, Reader<T> reader) {
        if (source instanceof Source.Get get) {
            return request(get, key, reader);
        }
        return source instanceof Source.File file
                ? shelf.read(file, reader)
                : shelf.read((Source.Resource) source, reader);
    }

    /** An answer to a keyed call has to be there in time; a file may take long, as long as it keeps coming. */
    private <T> Future<T> request(Source.Get get, Optional<Secret> key, Reader<T> reader) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setFollowRedirects(get.keyParameter().isEmpty())
                .setIdleTimeout(timeout.toMillis())
                .setAbsoluteURI(get.baseUrl() + get.pathAndQuery() + key(get, key));
        Future<T> answer =
                http.request(options).compose(HttpClientRequest::send).compose(response -> body(get, response, reader));
        Future<T> timely =
                get.keyParameter().isPresent() ? answer.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS) : answer;
        return timely.recover(thrown -> Future.failedFuture(trouble(get, thrown)));
    }

    private static String key(Source.Get get, Optional<Secret> key) {
        return get.keyParameter()
                .flatMap(name -> key.map(
                        secret -> "&%s=%s".formatted(name, URLEncoder.encode(secret.reveal(), StandardCharsets.UTF_8))))
                .orElse("");
    }

    private <T> Future<T> body(Source.Get get, HttpClientResponse response, Reader<T> reader) {
        if (response.statusCode() != 200) {
            abandon(response);
            return Future.failedFuture(status(get, response.statusCode()));
        }
        return new Intake<>(response, reader, () -> abandon(response)).read();
    }

    private static Trouble status(Source.Get get, int status) {
        String what = "%s answered with HTTP status %d".formatted(get.baseUrl(), status);
        return switch (status) {
            case 429 -> Trouble.of(LIMITED, what);
            case 401, 403 -> Trouble.of(BAD_KEY, what);
            case 408 -> Trouble.of(OUTAGE, what);
            case 404, 410 -> Trouble.of(get.keyParameter().isEmpty() ? UNKNOWN : NONSENSE, what);
            default -> Trouble.of(status >= 500 ? OUTAGE : NONSENSE, what);
        };
    }

    /** Closes the connection rather than read on. */
    private static void abandon(HttpClientResponse response) {
        response.exceptionHandler(reset -> {});
        response.request().reset().onFailure(ended -> {});
    }

    /** The text of a connection failure names host and port, never the query. */
    private static Trouble trouble(Source.Get get, Throwable thrown) {
        return thrown instanceof Trouble known
                ? known
                : Trouble.of(OUTAGE, "%s gave no answer: %s".formatted(get.baseUrl(), Causes.text(thrown)));
    }
}
