package dev.broadtape.ingest.job;

import static dev.broadtape.contract.Contract.JOBS;
import static dev.broadtape.contract.Contract.READY_SYMBOLS;
import static dev.broadtape.ingest.Rig.FIVE;
import static dev.broadtape.ingest.Waiting.await;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.JobProgress;
import dev.broadtape.contract.ReadySymbols;
import dev.broadtape.ingest.Rig;
import dev.broadtape.ingest.store.Collections;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator does to a store that has filled itself, and what the store says of itself. */
class OperatorRoutesTest {
    @RegisterExtension
    final Rig rig = new Rig();

    @BeforeEach
    void fill() {
        rig.start(rig.history(FIVE));
        rig.filled(5);
        rig.eventuallyReady();
    }

    @Test
    void removesAllOfASymbol() {
        assertThat(rig.delete("/api/v1/stocks/ko").statusCode()).isEqualTo(204);

        assertThat(rig.get("/stock-data/KO").statusCode()).isEqualTo(404);
        assertThat(rig.get("/company-info/KO").statusCode()).isEqualTo(404);
        assertThat(rig.json("/status").getInteger("unique_symbols")).isEqualTo(4);
        assertThat(await(READY_SYMBOLS.ask(rig.vertx.eventBus(), ReadySymbols.Request.current()))
                        .symbols())
                .extracting(ReadySymbols.Ready::symbol)
                .doesNotContain("KO");
        assertThat(documents(Collections.PRICES)).isEqualTo(4 * 2);
        assertThat(documents(Collections.COMPANIES)).isEqualTo(4);
        assertThat(rig.delete("/api/v1/stocks/KO").statusCode()).isEqualTo(404);
        assertThat(rig.delete("/api/v1/stocks/K%20O").statusCode()).isEqualTo(422);
    }

    @Test
    void finishesARemovalThatAKillLeftHalfDone() {
        rig.stop();
        await(
                rig.mongoClient()
                        .run(
                                client -> client.updateCollection(
                                        Collections.COMPANIES,
                                        Collections.byId("KO"),
                                        new JsonObject(
                                                "{\"$set\": {\"leaving\": true}, \"$unset\": {\"prices\": \"\", \"profile\": \"\"}}"))));

        rig.start(rig.history(List.of("AAPL", "BA", "IBM", "MSFT")));
        rig.filled(4);
        rig.eventuallyReady();

        assertThat(documents(Collections.PRICES)).isEqualTo(4 * 2);
        assertThat(documents(Collections.COMPANIES)).isEqualTo(4);
    }

    @Test
    void refreshesASymbolByAJobThatTellsHowFarItIs() {
        List<JobProgress> told = new CopyOnWriteArrayList<>();
        await(JOBS.subscribe(rig.vertx.eventBus(), told::add).completion());

        HttpResponse<Buffer> accepted = rig.post("/api/v1/stocks/ibm/refresh", "");

        assertThat(accepted.statusCode()).isEqualTo(202);
        String job = accepted.getHeader("Location");
        eventually(() -> rig.json(job).getString("state").equals("finished"));
        eventually(() -> told.stream().anyMatch(progress -> progress.state().equals("finished")));
        assertThat(told).allSatisfy(progress -> assertThat(job).endsWith(progress.jobId()));
        assertThat(told).anySatisfy(progress -> assertThat(progress.symbol()).contains("IBM"));
        assertThat(told.get(told.size() - 1).succeeded()).isEqualTo(1);
    }

    @Test
    void saysHowMuchIsStoredAndWhetherTheStoreAnswers() {
        JsonObject stats = rig.json("/api/v1/database/stats");
        assertThat(stats.getInteger("count")).isEqualTo(5);
        assertThat(stats.getInteger("bars")).isEqualTo(500);
        assertThat(rig.json("/api/v1/database/health").getString("status")).isEqualTo("UP");

        rig.mongo.cut();

        assertThat(rig.get("/api/v1/database/health").statusCode()).isEqualTo(503);
        eventually(() -> rig.get("/health/ready").statusCode() == 503);
        assertThat(rig.get("/api/v1/database/stats").statusCode()).isEqualTo(503);
    }

    private int documents(String collection) {
        return rig.array("/api/v1/database/stats", "collections").stream()
                .map(JsonObject.class::cast)
                .filter(stored -> stored.getString("name").equals(collection))
                .mapToInt(stored -> stored.getInteger("documents"))
                .sum();
    }
}
