package dev.broadtape.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.config.Secret;
import dev.broadtape.kit.config.SecurityConfig;
import dev.broadtape.kit.http.OperatorHandler;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.http.TierServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TierServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private final Tier tier = tier(0);
    private HttpServer server;

    private static Tier tier(int port) {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return new Tier("desk", new Node("desk-1", "127.0.0.1", "1.2", Clock.systemUTC(), metrics), port);
    }

    @BeforeEach
    void start() {
        var desk = new TierServer(vertx, tier).describe("/health");
        desk.router().get("/symbol/:symbol").handler(request -> request.json(Params.symbol(request)));
        desk.router().get("/limit").handler(request -> request.json(Params.limit(request, 7, 10)));
        desk.router().post("/body").handler(request -> request.json(Params.body(request)));
        desk.router().get("/bug").handler(request -> {
            throw new IllegalStateException("secret detail");
        });
        desk.router().get("/away").handler(request -> request.fail(Fault.unavailable("MongoDB is away")));
        var tokens = new SecurityConfig(List.of(new Secret("open sesame")));
        desk.router()
                .post("/guarded")
                .handler(new OperatorHandler(tokens, "127.0.0.1"))
                .handler(r -> r.json("done"));
        desk.router()
                .post("/local")
                .handler(new OperatorHandler(SecurityConfig.NONE, "127.0.0.1"))
                .handler(r -> r.json("done"));
        desk.router()
                .post("/far")
                .handler(new OperatorHandler(SecurityConfig.NONE, "0.0.0.0"))
                .handler(r -> r.json("done"));
        server = get(desk.listen());
    }

    @AfterEach
    void stop() {
        get(vertx.close());
    }

    @Test
    void aBadFieldIsNamedInAProblem() {
        JsonObject problem = problem(send("/limit?limit=11"), 422);

        assertThat(problem.getJsonArray("errors").getJsonObject(0).getString("field"))
                .isEqualTo("limit");
        assertThat(problem.getString("detail")).contains("from 1 to 10", "11");
        assertThat(problem.getString("traceId")).hasSize(32);
        problem(send("/limit?limit=x"), 422);
        problem(send("/limit?limit=0"), 422);
        problem(send("/symbol/A%20B"), 422);
        assertThat(send("/limit").bodyAsString()).isEqualTo("7");
    }

    @Test
    void symbolsAreReadAsPeopleWriteThem() {
        assertThat(send("/symbol/%20brk.b").bodyAsString()).isEqualTo("\"BRK.B\"");
    }

    @Test
    void aBugShowsNothingOfItself() {
        assertThat(problem(send("/bug"), 500).encode()).doesNotContain("secret");
    }

    @Test
    void anAbsentDependencyIs503WithARetryTime() {
        HttpResponse<Buffer> answer = send("/away");

        assertThat(problem(answer, 503).getString("detail")).isEqualTo("MongoDB is away");
        assertThat(answer.getHeader("Retry-After")).isNotBlank();
    }

    @Test
    void unknownRoutesWrongMethodsAndBrokenBodiesAreProblemsToo() {
        problem(send("/nowhere"), 404);
        problem(get(http.get(server.actualPort(), "127.0.0.1", "/body").send()), 405);
        problem(send("/limit?limit=" + "9".repeat(5_000)), 414);
        problem(
                get(http.get(server.actualPort(), "127.0.0.1", "/limit")
                        .putHeader("Authorization", "x".repeat(20_000))
                        .send()),
                431);
        problem(body("{\"half\":"), 400);
        problem(body("[1]"), 400);
        problem(body(""), 400);
        problem(body("x".repeat(TierServer.MAX_BODY_BYTES + 1)), 413);
    }

    @Test
    void theCallersTraceIdIsKept() {
        HttpResponse<Buffer> answer = get(request("/nowhere")
                .putHeader("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .send());

        assertThat(answer.getHeader("X-Trace-Id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(problem(answer, 404).getString("traceId")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void readinessNamesWhatFails() {
        assertThat(send("/health/ready").statusCode()).isEqualTo(200);
        tier.readiness().down("redis", "connection refused");

        HttpResponse<Buffer> answer = send("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.bodyAsString()).contains("redis", "connection refused");
        assertThat(send("/health/live").statusCode()).isEqualTo(200);
        assertThat(send("/health").bodyAsJsonObject().getString("status")).isEqualTo("DOWN");
    }

    @Test
    void figuresAreMetrics() {
        tier.figure("ticksTotal", "ticks", () -> 42);

        assertThat(send("/metrics").bodyAsString()).contains("broadtape_desk_ticks_total", "42.0");
    }

    @Test
    void operatorsNeedTheirTokenUnlessTheServerIsOnLoopbackWithoutAny() {
        assertThat(post("/local", "", "").statusCode()).isEqualTo(200);
        problem(post("/far", "", ""), 401);
        problem(post("/guarded", "", ""), 401);
        problem(post("/guarded", "Authorization", "Bearer wrong"), 401);
        assertThat(post("/guarded", "Authorization", "Bearer open sesame").statusCode())
                .isEqualTo(200);
        problem(post("/local", "Origin", "https://evil.example"), 403);
        assertThat(post("/local", "Origin", "http://127.0.0.1:" + server.actualPort())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTakenPortIsNamedWithTheKeyThatChangesIt() {
        int port = server.actualPort();
        Vertx other = Vertx.vertx();

        assertThatThrownBy(() -> get(new TierServer(other, tier(port)).listen()))
                .hasMessageContaining(String.valueOf(port))
                .hasMessageContaining("desk.port");
        get(other.close());
    }

    private static JsonObject problem(HttpResponse<Buffer> answer, int status) {
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        return answer.bodyAsJsonObject();
    }

    private HttpResponse<Buffer> body(String text) {
        return get(http.post(server.actualPort(), "127.0.0.1", "/body").sendBuffer(Buffer.buffer(text)));
    }

    private HttpResponse<Buffer> post(String path, String header, String value) {
        HttpRequest<Buffer> request = http.post(server.actualPort(), "127.0.0.1", path);
        return get(
                header.isEmpty()
                        ? request.send()
                        : request.putHeader(header, value).send());
    }

    private HttpResponse<Buffer> send(String path) {
        return get(request(path).send());
    }

    private HttpRequest<Buffer> request(String path) {
        return http.get(server.actualPort(), "127.0.0.1", path);
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException(Causes.text(e), e);
        }
    }
}
