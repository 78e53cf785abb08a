package dev.broadtape.ingest;

import static dev.broadtape.ingest.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.EventType;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route of the contract that is served, with right input and with wrong. */
class ContractTest {
    @RegisterExtension
    static final Rig rig = Rig.shared();

    private static JsonObject document = new JsonObject();

    @BeforeAll
    static void fill() {
        rig.start(rig.history(Rig.FIVE));
        rig.filled(5);
        rig.eventuallyReady();
        document = rig.json("/openapi.json");
    }

    @AfterEach
    void staysReady() {
        assertThat(rig.get("/health/ready").statusCode()).isEqualTo(200);
    }

    static List<ContractRoute> routes() {
        return ContractRoute.of(document);
    }

    @Test
    void namesEveryRouteThereIs() {
        assertThat(routes()).hasSize(6 + 28);
        assertThat(document.getJsonObject("components")
                        .getJsonObject("schemas")
                        .getJsonObject("EventType")
                        .getJsonArray("enum"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void answersARightRequestAsItSays(ContractRoute route) {
        HttpResponse<Buffer> answer = send(route.method(), route.right(), route.body());

        assertThat(route.answers()).as("%s: %s", route, answer.bodyAsString()).contains(answer.statusCode());
        if (answer.statusCode() >= 400 && !route.path().startsWith("/health")) {
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
        HttpResponse<Buffer> answer = send(HttpMethod.PATCH, route.right(), "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).contains(route.method().name());
        problem(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/fetch | {} | 422",
                "/fetch | {\"symbols\": null} | 422",
                "/fetch | {\"symbols\": {}} | 422",
                "/fetch | {\"symbols\": [[\"IBM\"]]} | 422",
                "/fetch | {\"symbols\": [\"IBM\", true]} | 422",
                "/fetch | {\"symbols\": [\"\"]} | 422",
                "/fetch | {\"symbols\": [\"IBM\"], \"outputsize\": 1e9} | 422",
                "/fetch | {\"symbols\": [\"IBM\"], \"outputsize\": null} | 422",
                "/fetch | {\"symbols\": [\"IBM\"], \"$where\": \"1\"} | 422",
                "/fetch | [{\"symbols\": [\"IBM\"]}] | 400",
                "/fetch | {\"symbols\": [\"IBM\"] | 400",
                "/fetch | `` | 400",
                "/fetch-all | {\"outputsize\": \"FULL\"} | 422",
                "/fetch-all | {\"symbols\": [\"IBM\"]} | 422",
                "/fetch-all | 7 | 400",
                "/api/v1/search | {} | 422",
                "/api/v1/search | {\"query\": \"\"} | 422",
                "/api/v1/search | {\"query\": 7} | 422",
                "/api/v1/search | {\"query\": {\"$gt\": \"\"}} | 422",
                "/api/v1/search | {\"query\": \"a\", \"limit\": 0} | 422",
                "/api/v1/search | {\"query\": \"a\", \"limit\": 1e9} | 422",
                "/api/v1/search | {\"query\": \"a\", \"limit\": \"5\"} | 422",
                "/api/v1/search | {\"query\": \"a\", \"limit\": 1.5} | 422",
                "/api/v1/search | {\"query\": \"a\", \"include_company_info\": \"yes\"} | 422",
                "/api/v1/search | {\"query\": \"a\", \"source\": \"anywhere\"} | 422",
                "/api/v1/search | {\"query\": \"a\", \"page\": 2} | 422",
                "/api/v1/search | `` | 400",
            })
    void refusesWrongBodies(String path, String body, int status) {
        HttpResponse<Buffer> answer = rig.post(path, body);

        assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(status);
        assertThat(problem(answer).containsKey("errors")).isEqualTo(status == 422);
    }

    @Test
    void takesALimitThatIsWrittenAsAFloatingPointNumber() {
        assertThat(rig.post("/api/v1/search", "{\"query\": \"i\", \"limit\": 1.0}")
                        .bodyAsJsonObject()
                        .getInteger("count"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fetch", "/fetch-all", "/api/v1/search", "/sns"})
    void refusesBodiesThatAreTooLarge(String path) {
        String twoMebibytes = "{\"symbols\": [\"%s\"]}".formatted("A".repeat(2 << 20));

        assertThat(problem(rig.post(path, twoMebibytes)).getInteger("status")).isEqualTo(413);
    }

    @Test
    void takesFiftySymbolsAndNotOneMore() {
        var symbols = new JsonArray(new ArrayList<>(Collections.nCopies(50, "IBM")));
        assertThat(rig.post("/fetch", new JsonObject().put("symbols", symbols)).statusCode())
                .isEqualTo(202);

        JsonObject problem = problem(rig.post("/fetch", new JsonObject().put("symbols", symbols.add("IBM"))));

        assertThat(problem.getInteger("status")).isEqualTo(422);
        assertThat(problem.getString("detail")).startsWith("symbols must be a list of 1 to 50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' OR '1'='1",
                "\"; db.dropDatabase(); //",
                "{\"$gt\": \"\"}",
                "$where: sleep(1000)",
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
                "/stock-data/" + encoded,
                "/api/v1/stocks/" + encoded + "/data",
                "/fetch-logs?symbol=" + encoded,
                "/fetch-logs?status=" + encoded,
                "/api/v1/events?event_type=" + encoded,
                "/api/v1/events?cursor=" + encoded,
                "/api/v1/stocks/quotes/realtime?symbols=" + encoded)) {
            assertThat(problem(rig.get(path)).getInteger("status")).as(path).isIn(404, 405, 422);
        }
        assertThat(rig.post("/fetch", new JsonObject().put("symbols", new JsonArray().add(text)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(rig.post("/api/v1/search", new JsonObject().put("query", text))
                        .bodyAsJsonObject()
                        .getInteger("count"))
                .isZero();
        assertThat(rig.json("/status").getInteger("unique_symbols")).isEqualTo(5);
    }

    @Test
    void answersAThousandRequestsAtOnce() {
        List<String> paths = List.of(
                "/status",
                "/api/v1/stocks",
                "/stock-data/IBM?limit=100",
                "/api/v1/stocks/quotes/realtime",
                "/api/v1/events?limit=10",
                "/jobs",
                "/api/v1/stocks/KO/price",
                "/fetch-logs?limit=5",
                "/api/v1/database/stats",
                "/stock-data/IBM?limit=0");
        List<Future<HttpResponse<Buffer>>> answers = IntStream.range(0, 1_000)
                .mapToObj(i -> rig.send(HttpMethod.GET, paths.get(i % paths.size()), ""))
                .toList();

        await(Future.all(answers));

        assertThat(answers.stream().map(answer -> answer.result().statusCode()).filter(status -> status == 200))
                .hasSize(900);
        assertThat(answers.stream().map(answer -> answer.result().statusCode()).filter(status -> status == 422))
                .hasSize(100);
    }

    @Test
    void letsNoPageOfAnotherOriginRemoveAnything() {
        HttpResponse<Buffer> answer = await(rig.request(HttpMethod.DELETE, "/api/v1/stocks/IBM")
                .putHeader("Origin", "https://evil.example")
                .send());

        assertThat(problem(answer).getInteger("status")).isEqualTo(403);
        assertThat(rig.get("/stock-data/IBM?limit=1").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<Buffer> send(HttpMethod method, String path, String body) {
        return await(rig.send(method, path, body));
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
