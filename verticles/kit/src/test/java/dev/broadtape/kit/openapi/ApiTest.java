package dev.broadtape.kit.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.broadtape.contract.Fault;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Tier;
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
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A small contract at work. */
class ApiTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final WebClient http = WebClient.create(vertx);
    private final TierServer desk = new TierServer(vertx, tier());
    private final Api api = new Api(
            vertx,
            get(ApiContract.load(vertx, "desk.yaml", "1.2")),
            new OperatorHandler(new SecurityConfig(List.of(new Secret("open sesame"))), "127.0.0.1"));
    private HttpServer server;

    private static Tier tier() {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        return new Tier("desk", new Node("desk-1", "127.0.0.1", "1.2", Clock.fixed(NOW, ZoneOffset.UTC), metrics), 0);
    }

    @BeforeEach
    void start() {
        api.on("orders", request -> {
                    if (Params.symbol(request).equals("LATE")) {
                        throw Fault.until(NOW.plus(Duration.ofHours(1)), Fault.Kind.RATE_LIMITED, "no more today");
                    }
                    request.json(Params.limit(request, 7, 10));
                })
                .on("order", request -> request.json(Params.body(request)))
                .on("drop", request -> request.json("dropped"))
                .mountOn(desk);
        server = get(desk.listen());
    }

    @AfterEach
    void stop() {
        get(vertx.close());
    }

    @Test
    void letsThroughWhatIsRight() {
        assertThat(send(HttpMethod.GET, "/orders/IBM").bodyAsString()).isEqualTo("7");
        assertThat(send(HttpMethod.GET, "/orders/IBM?limit=10&side=buy&ratio=0.5&exact=true")
                        .bodyAsString())
                .isEqualTo("10");
        assertThat(post("{\"symbols\": [\"IBM\", \"KO\"], \"side\": \"sell\"}", "application/json; charset=utf-8")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/orders/ibm | symbol | must be 1 to 4 capital letters, not 'ibm'",
                "/orders/IBM?limit=0 | limit | must be a whole number from 1 to 10, not '0'",
                "/orders/IBM?limit=1e9 | limit | must be a whole number from 1 to 10, not '1e9'",
                "/orders/IBM?limit=99999999999999999999 | limit | from 1 to 10, not '99999999999999999999'",
                "/orders/IBM?limit= | limit | must be a whole number",
                "/orders/IBM?side=x%27%3B%20DROP | side | must be one of [buy, sell], not 'x'; DROP'",
                "/orders/IBM?ratio=1.5 | ratio | must be a number from 0 to 1, not '1.5'",
                "/orders/IBM?ratio=NaN | ratio | must be a number from 0 to 1, not 'NaN'",
                "/orders/IBM?exact=yes | exact | must be true or false, not 'yes'",
                "/orders/IBM?side=buy&side=sell | side | must be given once",
                "/orders/IBM?colour=red | colour | is not a parameter of this request; there are [exact, limit, ratio, side]",
            })
    void namesAParameterThatIsWrong(String path, String field, String message) {
        JsonArray errors = problem(send(HttpMethod.GET, path), 422).getJsonArray("errors");

        assertThat(errors).hasSize(1);
        assertThat(errors.getJsonObject(0).getString("field")).isEqualTo(field);
        assertThat(errors.getJsonObject(0).getString("message")).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | symbols | is missing",
                "{\"symbols\": []} | symbols | must be a list of 1 to 2, not []",
                "{\"symbols\": \"IBM\"} | symbols | must be a list of 1 to 2, not \"IBM\"",
                "{\"symbols\": [7]} | symbols | at 0 must be 1 to 4 capital letters, not 7",
                "{\"symbols\": [\"IBM\", null]} | symbols | at 1 must be 1 to 4 capital letters, not null",
                "{\"symbols\": [\"IBM\"], \"side\": 1} | side | must be one of [buy, sell], not 1",
                "{\"symbols\": [\"IBM\"], \"a/b c\": 1} | a/b c | is not a field of this request; there are [side, symbols]",
            })
    void namesAFieldThatIsWrong(String body, String field, String message) {
        JsonArray errors = problem(post(body, "application/json"), 422).getJsonArray("errors");

        assertThat(errors).hasSize(1);
        assertThat(errors.getJsonObject(0).getString("field")).isEqualTo(field);
        assertThat(errors.getJsonObject(0).getString("message")).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "50%",
                "a%20b",
                "a~/b",
                "\u00e9",
                "\\t\\u0000",
                "\\ud9aa\\udd91",
                "[0]",
                "\\\"quoted\\\"",
                "__proto__"
            })
    void refusesAFieldOfAnyName(String name) {
        String body = "{\"symbols\": [\"IBM\"], \"%s\": {\"x\": [1]}}".formatted(name);

        JsonArray errors = problem(post(body, "application/json"), 422).getJsonArray("errors");

        assertThat(errors).hasSize(1);
        assertThat(errors.getJsonObject(0).getString("message")).contains("is not a field of this request");
    }

    @Test
    void namesAllThatIsWrong() {
        assertThat(problem(send(HttpMethod.GET, "/orders/ibm?limit=0&colour=red"), 422)
                        .getJsonArray("errors"))
                .hasSize(3);
        assertThat(problem(post("{\"symbols\": [7, \"a\"], \"size\": 2, \"side\": 3}", "application/json"), 422)
                        .getJsonArray("errors"))
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"symbols\": [", "[]", "null", "7", "<xml/>"})
    void cannotReadWhatIsNoObject(String body) {
        problem(post(body, "application/json"), 400);
    }

    @Test
    void takesNoOtherTypeOfBody() {
        problem(post("<xml/>", "application/xml"), 415);
        problem(post("{}", "application/x-www-form-urlencoded"), 415);
    }

    @Test
    void saysWhichMethodsThereAre() {
        HttpResponse<Buffer> answer = send(HttpMethod.PUT, "/orders");

        problem(answer, 405);
        assertThat(answer.getHeader("Allow")).isEqualTo("DELETE, POST");
        assertThat(send(HttpMethod.POST, "/health").getHeader("Allow")).isEqualTo("GET");
        problem(send(HttpMethod.GET, "/order"), 404);
    }

    @Test
    void asksForAnOperatorWhereTheContractDoes() {
        problem(send(HttpMethod.DELETE, "/orders"), 401);
        assertThat(get(http.request(HttpMethod.DELETE, server.actualPort(), "127.0.0.1", "/orders")
                                .putHeader("Authorization", "Bearer open sesame")
                                .send())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void saysHowLongToWaitWhenThatIsKnown() {
        HttpResponse<Buffer> answer = send(HttpMethod.GET, "/orders/LATE");

        problem(answer, 429);
        assertThat(answer.getHeader("Retry-After")).isEqualTo("3600");
    }

    @Test
    void describesItself() {
        JsonObject document = send(HttpMethod.GET, "/openapi.json").bodyAsJsonObject();

        assertThat(document.getJsonObject("info").getString("version")).isEqualTo("1.2");
        assertThat(document.getJsonObject("info").getString("title")).isEqualTo("A desk");
        assertThat(document.getJsonObject("paths").fieldNames()).contains("/orders", "/health/ready", "/metrics");
        assertThat(document.encode()).doesNotContain("__absolute");
        assertThat(send(HttpMethod.GET, "/docs").bodyAsString()).contains("/docs/start.js");
        assertThat(send(HttpMethod.GET, "/docs/start.js").bodyAsString()).contains("/openapi.json");
        for (String file : List.of("swagger-ui.css", "swagger-ui-bundle.js")) {
            assertThat(send(HttpMethod.GET, "/docs/" + file).body().length()).isGreaterThan(100_000);
        }
    }

    @Test
    void doesNotStartWithoutAnAnswerToEachOperation() {
        Api half = new Api(
                vertx,
                get(ApiContract.load(vertx, "desk.yaml", "1.2")),
                new OperatorHandler(SecurityConfig.NONE, "127.0.0.1"));

        assertThatThrownBy(() -> half.on("sell", request -> {})).hasMessageContaining("sell");
        assertThatThrownBy(() -> half.mountOn(new TierServer(vertx, tier()))).hasMessageContaining("nobody answers");
    }

    private static JsonObject problem(HttpResponse<Buffer> answer, int status) {
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        return answer.bodyAsJsonObject();
    }

    private HttpResponse<Buffer> post(String body, String type) {
        return get(http.post(server.actualPort(), "127.0.0.1", "/orders")
                .putHeader("Content-Type", type)
                .sendBuffer(Buffer.buffer(body)));
    }

    private HttpResponse<Buffer> send(HttpMethod method, String path) {
        return get(http.request(method, server.actualPort(), "127.0.0.1", path).send());
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
