package dev.broadtape.kit.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that are given again, as bytes, for {@link #AGE} since they were begun, before any route sees the request; who asks while the
 * same is being made waits for it. A failure is not kept. Beyond {@link #MAX_BYTES} the least useful go. For use on one
 * context.
 */
public final class AnswerCache {
    /** No answer is older. */
    public static final Duration AGE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(AnswerCache.class);
    static final long MAX_BYTES = 32 * 1024 * 1024;
    private static final int ENTRY_BYTES = 200;

    private final LongSupplier nanos;
    private final Cache<String, Answer> kept = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher(AnswerCache::weight)
            .executor(Runnable::run)
            .build();
    private final Map<String, Future<Buffer>> making = new HashMap<>();
    private final Counter found;
    private final Counter made;
    private long cleared;

    private record Answer(Buffer body, long begunNanos) {}

    /**
     * An empty cache.
     *
     * @param nanos a clock that only goes forward
     */
    public AnswerCache(LongSupplier nanos, MeterRegistry metrics) {
        this.nanos = nanos;
        this.found = metrics.counter("broadtape.http.answers", "from", "cache");
        this.made = metrics.counter("broadtape.http.answers", "from", "store");
    }

    private static int weight(String question, Answer answer) {
        return question.length() + answer.body.length() + ENTRY_BYTES;
    }

    /** Answers with what {@code operation} gives; that must depend on the path and the query alone, and be for everybody. */
    public Handler<RoutingContext> of(Function<RoutingContext, Future<JsonObject>> operation) {
        return request -> body(request, operation)
                .onSuccess(body -> send(request.response(), body))
                .onFailure(request::fail);
    }

    private Future<Buffer> body(RoutingContext request, Function<RoutingContext, Future<JsonObject>> operation) {
        String question = request.request().uri();
        Future<Buffer> begun = making.get(question);
        return begun == null ? make(question, request, operation) : begun;
    }

    /** Answers a request whose answer is here and young enough; tells whether it did. One that is traced gets its trace. */
    boolean answers(HttpServerRequest request) {
        if (!HttpMethod.GET.equals(request.method()) || request.headers().contains(TraceHandler.TRACEPARENT)) {
            return false;
        }
        Answer answer = kept.getIfPresent(request.uri());
        if (answer == null || nanos.getAsLong() - answer.begunNanos >= AGE.toNanos()) {
            return false;
        }
        found.increment();
        send(request.response(), answer.body).onFailure(thrown -> log.debug("the client hung up", thrown));
        return true;
    }

    private static Future<Void> send(HttpServerResponse response, Buffer body) {
        return response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(body);
    }

    private Future<Buffer> make(
            String question, RoutingContext request, Function<RoutingContext, Future<JsonObject>> operation) {
        long begunNanos = nanos.getAsLong();
        long clearedBefore = cleared;
        made.increment();
        Future<Buffer> body = operation.apply(request).map(JsonObject::toBuffer);
        if (!body.isComplete()) {
            making.put(question, body);
        }
        return body.onComplete(done -> making.remove(question, body)).onSuccess(bytes -> {
            if (cleared == clearedBefore) {
                kept.put(question, new Answer(bytes, begunNanos));
            }
        });
    }

    /** What was begun before is not given again. */
    public void clear() {
        cleared++;
        making.clear();
        kept.invalidateAll();
    }
}
