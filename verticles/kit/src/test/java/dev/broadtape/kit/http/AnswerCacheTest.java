package dev.broadtape.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.kit.Node;
import dev.broadtape.kit.Tier;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private static final int WAITING = 8;

    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final AnswerCache answers = new AnswerCache(nanos::get, new SimpleMeterRegistry());
    private final AtomicInteger made = new AtomicInteger();
    private volatile Supplier<Future<JsonObject>> operation = () -> Future.succeededFuture(new JsonObject());
    private HttpServer server;

    @BeforeEach
    void start() {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var tier = new Tier("desk", new Node("desk-1", "127.0.0.1", "1.2", Clock.systemUTC(), metrics), 0);
        var desk = new TierServer(vertx, tier).answerFrom(answers);
        desk.router().get().handler(answers.of(this::answer));
        server = desk.listen().await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    /** Whatever thread ends the operation, its end comes to the context of the server, as in a verticle. */
    private Future<JsonObject> answer(RoutingContext request) {
        int number = made.incrementAndGet();
        Context server = vertx.getOrCreateContext();
        Promise<JsonObject> answer = Promise.promise();
        operation.get().onComplete(done -> server.runOnContext(v -> answer.complete(done.result(), done.cause())));
        return answer.future().map(json -> json.put("number", number));
    }

    private Future<HttpResponse<Buffer>> get(String uri) {
        return http.get(server.actualPort(), "127.0.0.1", uri).send();
    }

    private int number(String uri) {
        return get(uri).await().bodyAsJsonObject().getInteger("number");
    }

    @Test
    void givesAnAnswerAgainForASecond() {
        assertThat(number("/a?limit=1")).isEqualTo(1);
        nanos.addAndGet(AnswerCache.AGE.toNanos() - 1);
        assertThat(number("/a?limit=1")).isEqualTo(1);
        nanos.addAndGet(1);
        assertThat(number("/a?limit=1")).isEqualTo(2);
    }

    @Test
    void tellsQuestionsApartByPathAndQuery() {
        assertThat(List.of(number("/a?limit=1"), number("/a?limit=2"), number("/b?limit=1")))
                .containsExactly(1, 2, 3);
    }

    @Test
    void makesAnAnswerOnceForAllWhoAskMeanwhile() {
        Promise<JsonObject> slow = Promise.promise();
        operation = slow::future;
        var asked = IntStream.range(0, WAITING).mapToObj(i -> get("/slow")).toList();
        Awaitility.await().until(() -> made.get() == 1);
        nanos.addAndGet(1);

        slow.complete(new JsonObject());

        Future.all(asked).await();
        assertThat(asked.stream().map(each -> each.result().bodyAsJsonObject().getInteger("number")))
                .hasSize(WAITING)
                .containsOnly(1);
    }

    @Test
    void doesNotKeepAFailure() {
        operation = () -> Future.failedFuture("away");
        assertThat(get("/a").await().statusCode()).isEqualTo(500);
        operation = () -> Future.succeededFuture(new JsonObject());

        assertThat(number("/a")).isEqualTo(2);
    }

    @Test
    void doesNotGiveAgainWhatWasBegunBeforeItWasCleared() {
        Promise<JsonObject> slow = Promise.promise();
        operation = slow::future;
        var asked = get("/a");
        Awaitility.await().until(() -> made.get() == 1);
        answers.clear();
        slow.complete(new JsonObject());
        assertThat(asked.await().bodyAsJsonObject().getInteger("number")).isEqualTo(1);

        assertThat(number("/a")).isEqualTo(2);
    }
}
