package dev.broadtape.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Contract;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route of the contract that is served, with right input and with wrong. */
class ContractTest {
    private static final Vertx vertx = Vertx.vertx();
    private static final WebClient http = WebClient.create(vertx);
    private static final Receivers receivers = new Receivers(Broker.running().port());

    @TempDir
    static Path data = Path.of("");

    private static JsonObject document = new JsonObject();

    @BeforeAll
    static void fill() {
        var presences = new Presences(vertx);
        receivers.deploy(vertx, data, receivers.port);
        await().atMost(Duration.ofSeconds(30)).until(() -> get("/health/ready").statusCode() == 200);
        for (int partition = 0; partition < Contract.PARTITIONS; partition++) {
            presences.send(Frames.of(UUID.randomUUID(), partition, 1, 100)).await();
        }
        document = get("/openapi.json").bodyAsJsonObject();
    }

    @AfterAll
    static void close() {
        vertx.close().await();
    }

    @AfterEach
    void staysReady() {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    static List<ContractRoute> routes() {
        return ContractRoute.of(document);
    }

    @Test
    void namesWhatItLinksTo() {
        List<String> paths = routes().stream().map(ContractRoute::path).toList();

        assertThat(get("/").bodyAsJsonObject().getJsonArray("links").stream().filter(link -> !link.equals("/docs")))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(paths).contains(link.toString()));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void answersARightRequestAsItSays(ContractRoute route) {
        HttpResponse<Buffer> answer = send(route.method(), route.right(), route.body());

        assertThat(route.answers()).as("%s: %s", route, answer.bodyAsString()).contains(answer.statusCode());
        if (answer.statusCode() >= 400 && !route.ofTier()) {
            problem(answer);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesWrongParametersByName(ContractRoute route) {
        for (var wrong : route.wrong().entrySet()) {
            HttpResponse<Buffer> answer = send(route.method(), wrong.getKey(), route.body());

            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(422);
            assertThat(problem(answer).getJsonArray("errors").stream()
                            .map(error -> ((JsonObject) error).getString("field"))
                            .toList())
                    .as(wrong.getKey())
                    .containsExactly(wrong.getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void saysWhichMethodsThereAre(ContractRoute route) {
        HttpResponse<Buffer> answer = send(HttpMethod.TRACE, route.right(), "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).contains(route.method().name());
        problem(answer);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void refusesABodyThatIsTooLargeNoneOrNoJson(ContractRoute route) {
        if (route.body().isEmpty()) {
            return;
        }
        assertThat(problem(send(route.method(), route.right(), " ".repeat(2 << 20)))
                        .getInteger("status"))
                .isEqualTo(413);
        for (String body : List.of("", "{", "[1,", "null", "\u0000")) {
            assertThat(problem(send(route.method(), route.right(), body)).getInteger("status"))
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(problem(send(route.method(), route.right(), "\"text\"")).getInteger("status"))
                .isIn(400, 422);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void letsNoPageOfAnotherOriginDoWhatOperatorsMay(ContractRoute route) {
        if (!route.forOperators()) {
            return;
        }
        HttpResponse<Buffer> answer = http.request(route.method(), receivers.port, "127.0.0.1", route.right())
                .putHeader("Origin", "https://evil.example")
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer(route.body()))
                .await();

        assertThat(problem(answer).getInteger("status")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR '1'='1",
                "\"; DROP TABLE ticks; --",
                "../../etc/passwd",
                "<script>alert(1)</script>",
                "${jndi:ldap://127.0.0.1/a}",
                "%s%n%x",
                "A\u0000B",
                "\uD83D\uDCC8",
                "A\r\nX-Injected: 1",
            })
    void takesNoInjection(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        for (String path : List.of(
                "/ticks/" + encoded,
                "/ticks?symbol=" + encoded,
                "/api/v1/stream/" + encoded + "/latest",
                "/api/v1/stream/" + encoded + "/statistics",
                "/api/v1/stream/ticks?symbol=" + encoded,
                "/api/v1/stream/ticks?cursor=" + encoded,
                "/api/v1/stream/ticks?start_time=" + encoded,
                "/api/v1/stream/kafka/messages?topic=" + encoded)) {
            assertThat(problem(get(path)).getInteger("status")).as(path).isIn(404, 405, 422);
        }
    }

    @Test
    void answersAThousandRequestsAtOnce() {
        List<String> paths =
                List.of("/api/v1/stream/status", "/api/v1/stream/ledger", "/health", "/openapi.json", "/ticks?limit=0");
        List<Future<HttpResponse<Buffer>>> answers = IntStream.range(0, 1_000)
                .mapToObj(i -> http.get(receivers.port, "127.0.0.1", paths.get(i % paths.size()))
                        .send())
                .toList();

        Future.all(answers).await();

        assertThat(answers.stream().map(answer -> answer.result().statusCode()))
                .filteredOn(status -> status == 200)
                .hasSize(800);
        assertThat(answers.stream().map(answer -> answer.result().statusCode()))
                .filteredOn(status -> status == 422)
                .hasSize(200);
    }

    @Test
    void answersSomeOfTooManyReadersAndTellsTheOthersToComeAgain() {
        List<Future<HttpResponse<Buffer>>> answers = IntStream.range(0, 500)
                .mapToObj(i -> http.get(receivers.port, "127.0.0.1", "/ticks?limit=1000")
                        .send())
                .toList();

        Future.all(answers).await();

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.result().statusCode()).isIn(200, 429);
            if (answer.result().statusCode() == 429) {
                assertThat(answer.result().getHeader("Retry-After")).isNotNull();
            }
        });
        assertThat(answers.stream().map(answer -> answer.result().statusCode())).contains(200);
    }

    private static HttpResponse<Buffer> get(String path) {
        return send(HttpMethod.GET, path, "");
    }

    private static HttpResponse<Buffer> send(HttpMethod method, String path, String body) {
        var request = http.request(method, receivers.port, "127.0.0.1", path);
        return (body.isEmpty()
                        ? request.send()
                        : request.putHeader("Content-Type", "application/json").sendBuffer(Buffer.buffer(body)))
                .await();
    }

    private static JsonObject problem(HttpResponse<Buffer> answer) {
        assertThat(answer.statusCode()).as(answer.bodyAsString()).isGreaterThanOrEqualTo(400);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        JsonObject problem = answer.bodyAsJsonObject();
        assertThat(problem.fieldNames()).containsAll(Set.of("type", "title", "status", "detail", "traceId"));
        assertThat(problem.getInteger("status")).isEqualTo(answer.statusCode());
        return problem;
    }
}
