package dev.broadtape.kit.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Answers that are given again, as bytes, for {@link #AGE} since they were begun; who asks while the same is being made waits for
 * it. A failure is not kept. Beyond {@link #MAX_BYTES} the least useful go. For use on one context.
 */
public final class AnswerCache {
    /** No answer is older. */
    public static final Duration AGE = Duration.ofSeconds(1);

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

    /** Answers with what {@code operation} gives; that must depend on the path and the query alone. */
    public Handler<RoutingContext> of(Function<RoutingContext, Future<JsonObject>> operation) {
        return request -> body(request, operation)
                .onSuccess(body -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(body))
                .onFailure(request::fail);
    }

    private Future<Buffer> body(RoutingContext request, Function<RoutingContext, Future<JsonObject>> operation) {
        String question = request.request().uri();
        Answer answer = kept.getIfPresent(question);
        if (answer != null && nanos.getAsLong() - answer.begunNanos < AGE.toNanos()) {
            found.increment();
            return Future.succeededFuture(answer.body);
        }
        Future<Buffer> begun = making.get(question);
        return begun == null ? make(question, request, operation) : begun;
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
