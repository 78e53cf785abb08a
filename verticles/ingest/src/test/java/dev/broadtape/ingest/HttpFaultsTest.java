package dev.broadtape.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP API says to requests that cannot be answered. */
class HttpFaultsTest {
    @RegisterExtension
    static final Rig rig = Rig.shared();

    @BeforeAll
    static void fill() {
        rig.start(rig.history(Rig.FIVE));
        rig.filled(5);
    }

    @ParameterizedTest
    @CsvSource({
        "/stock-data/BRK.B, 404",
        "/stock-data/A%20B, 422",
        "/stock-data/TOOLONGASYMBOL, 422",
        "/stock-data/IBM?limit=0, 422",
        "/stock-data/IBM?limit=5001, 422",
        "/company-info/XOM, 404",
        "/fetch-logs?status=maybe, 422",
        "/jobs/nosuchjob, 404",
    })
    void saysWhatIsWrongWithAQuestion(String path, int status) {
        HttpResponse<Buffer> answer = rig.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.bodyAsJsonObject().getString("detail")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"symbols\": [\"IBM\"", "[]", "", "nonsense"})
    void cannotReadABodyThatIsNoObject(String body) {
        assertThat(rig.post("/fetch", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"symbols\": [\"IBM\"], \"size\": \"full\"}; size",
                "{\"symbols\": [\"IBM\"], \"outputsize\": \"huge\"}; outputsize",
                "{\"symbols\": []}; symbols",
                "{\"symbols\": \"IBM\"}; symbols",
                "{\"symbols\": [7]}; symbols",
                "{\"symbols\": [null]}; symbols",
                "{\"symbols\": [\"A B\"]}; symbols",
                "{}; symbols",
            })
    void namesTheFieldThatIsWrong(String body, String field) {
        HttpResponse<Buffer> answer = rig.post("/fetch", body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.bodyAsJsonObject()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("field"))
                .isEqualTo(field);
    }
}
