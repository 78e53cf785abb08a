package dev.broadtape.ingest;

import static dev.broadtape.contract.Contract.READY_SYMBOLS;
import static dev.broadtape.ingest.Rig.FIVE;
import static dev.broadtape.ingest.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.Exchange;
import dev.broadtape.contract.ReadySymbols;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The HTTP API of a tier that has filled itself from the bundled history. */
class HttpApiTest {
    @RegisterExtension
    final Rig rig = new Rig();

    @BeforeEach
    void fill() {
        rig.start(rig.history(FIVE));
        rig.filled(5);
    }

    @Test
    void saysHowItIs() {
        rig.eventuallyReady();

        JsonObject status = rig.json("/status");

        assertThat(status.getInteger("database_records")).isEqualTo(500);
        assertThat(status.getInteger("configured_symbols")).isEqualTo(5);
        assertThat(status.getJsonObject("connections").fieldNames()).contains("provider", "mongodb", "redis", "sns");
        assertThat(rig.json("/symbols").getJsonArray("symbols")).containsExactlyElementsOf(FIVE);
        assertThat(rig.get("/metrics").bodyAsString()).contains("broadtape_ingest_symbols_ready 5.0");
    }

    @Test
    void givesTheNewestBarsFirst() {
        JsonObject answer = rig.json("/stock-data/ibm?limit=2");

        assertThat(answer.getInteger("count")).isEqualTo(2);
        assertThat(answer.getString("symbol")).isEqualTo("IBM");
        assertThat(answer.getJsonArray("data").getJsonObject(0))
                .isEqualTo(new JsonObject("{\"symbol\": \"IBM\", \"date\": \"2021-04-21\", \"open_price\": 138.06,"
                        + " \"high_price\": 143.73, \"low_price\": 137.71, \"close_price\": 143.55,"
                        + " \"volume\": 11909005}"));
        assertThat(rig.json("/stock-data/IBM").getInteger("count")).isEqualTo(100);
    }

    @Test
    void listsWhatItHas() {
        JsonObject answer = rig.json("/api/v1/stocks");

        assertThat(answer.getInteger("count")).isEqualTo(5);
        assertThat(answer.getJsonArray("stocks").getJsonObject(0))
                .isEqualTo(new JsonObject("{\"symbol\": \"AAPL\", \"name\": \"Apple Inc.\", \"bars\": 100,"
                        + " \"first_date\": \"2020-11-25\", \"last_date\": \"2021-04-21\", \"last_close\": 133.5,"
                        + " \"source\": \"history\", \"configured\": true}"));
        assertThat(rig.json("/company-info/ko").getString("name")).isEqualTo("The Coca-Cola Company");
    }

    @Test
    void answersForTheSymbolsThatHaveData() {
        ReadySymbols ready = await(READY_SYMBOLS.ask(rig.vertx.eventBus(), ReadySymbols.Request.current()));

        assertThat(ready.symbols())
                .hasSize(5)
                .first()
                .isEqualTo(new ReadySymbols.Ready(
                        "AAPL", Exchange.startOfDayMicros(LocalDate.of(2021, 4, 21)), 1_335_000, 68_538_237));
    }

    @Test
    void fetchesWhatItIsAskedForAndKeepsALogOfEachAttempt() {
        HttpResponse<Buffer> accepted = rig.post("/fetch", "{\"symbols\": [\"xom\", \"BRK.B\"]}");

        assertThat(accepted.statusCode()).isEqualTo(202);
        String job = accepted.getHeader("Location");
        assertThat(job).isEqualTo("/jobs/" + accepted.bodyAsJsonObject().getString("jobId"));
        rig.filled(6);
        JsonObject done = rig.json(job);
        assertThat(done.getString("state")).isEqualTo("finished");
        assertThat(done.getInteger("succeeded")).isEqualTo(1);
        assertThat(done.getJsonArray("symbols").getJsonObject(1).getString("error"))
                .contains("BRK.B");
        assertThat(rig.array("/jobs", "jobs")).hasSize(2);
        assertThat(rig.array("/fetch-logs?symbol=brk.b&status=failed", "logs")).hasSize(1);
        assertThat(rig.array("/fetch-logs?symbol=XOM&status=ok&limit=5", "logs"))
                .hasSize(2);
        assertThat(rig.array("/fetch-logs?limit=3", "logs")).hasSize(3);
    }

    @Test
    void fetchesAllItIsConfiguredFor() {
        assertThat(rig.post("/fetch-all", "{\"outputsize\": \"full\"}").statusCode())
                .isEqualTo(202);
        rig.filled(5);

        assertThat(rig.post("/fetch-all", "").bodyAsJsonObject().getInteger("requested"))
                .isEqualTo(5);
    }

    @Test
    void takesFiftySymbolsAndNoMore() {
        List<String> fifty =
                new ArrayList<>(IntStream.range(0, 50).mapToObj(i -> "S" + i).toList());
        assertThat(rig.post("/fetch", new JsonObject().put("symbols", new JsonArray(fifty)))
                        .statusCode())
                .isEqualTo(202);

        fifty.add("ONEMORE");
        assertThat(rig.post("/fetch", new JsonObject().put("symbols", new JsonArray(fifty)))
                        .statusCode())
                .isEqualTo(422);
        assertThat(rig.post("/fetch", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
    }
}
