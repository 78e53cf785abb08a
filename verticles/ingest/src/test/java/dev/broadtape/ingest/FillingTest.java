package dev.broadtape.ingest;

import static dev.broadtape.contract.EventType.BATCH_DATA_COMPLETED;
import static dev.broadtape.contract.EventType.COMPANY_INFO_UPDATED;
import static dev.broadtape.contract.EventType.DATA_THRESHOLD_REACHED;
import static dev.broadtape.contract.EventType.STOCK_DATA_LOADED;
import static dev.broadtape.ingest.Rig.FIVE;
import static dev.broadtape.ingest.Waiting.await;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventData.BatchDataCompleted;
import dev.broadtape.contract.EventData.DataThresholdReached;
import dev.broadtape.contract.EventData.StockDataLoaded;
import dev.broadtape.contract.EventType;
import dev.broadtape.contract.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store that fills itself, at the first start and at later ones. */
class FillingTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private final FakeBridge bridge = new FakeBridge(rig.vertx);

    @Test
    void fillsAnEmptyStoreAndTellsOfIt() {
        rig.start(rig.history(FIVE));
        eventually(() -> bridge.of(BATCH_DATA_COMPLETED).size() == 1);

        assertThat(bridge.of(STOCK_DATA_LOADED))
                .extracting(event -> ((StockDataLoaded) event.data()).symbol())
                .containsExactlyElementsOf(FIVE);
        assertThat(bridge.of(COMPANY_INFO_UPDATED)).hasSize(5);
        assertThat(bridge.of(DATA_THRESHOLD_REACHED))
                .extracting(DomainEvent::data)
                .containsExactly(new DataThresholdReached(5, 5));
        var end = (BatchDataCompleted) bridge.of(BATCH_DATA_COMPLETED).get(0).data();
        assertThat(end.succeeded()).isEqualTo(5);
        assertThat(bridge.delivered).extracting(DomainEvent::eventSource).containsOnly("ingest");
        assertThat(bridge.of(STOCK_DATA_LOADED).stream()
                        .map(DomainEvent::traceId)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void fetchesNothingAgainAtARestart() {
        rig.start(rig.history(FIVE));
        rig.filled(5);
        rig.stop();
        rig.start(rig.history(FIVE));
        rig.filled(5);
        rig.eventuallyReady();

        assertThat(rig.array("/jobs", "jobs")).hasSize(1);
        assertThat(rig.array("/fetch-logs", "logs")).hasSize(10);
        eventually(() -> bridge.of(BATCH_DATA_COMPLETED).size() == 1);
        assertThat(bridge.of(DATA_THRESHOLD_REACHED)).hasSize(1);
    }

    @Test
    void fetchesAtARestartOnlyTheSymbolsThatAreNew() {
        rig.start(rig.history(FIVE));
        rig.filled(5);
        rig.stop();
        rig.start(rig.history(List.of("AAPL", "BA", "IBM", "KO", "MSFT", "XOM")));
        rig.filled(6);

        assertThat(rig.array("/jobs", "jobs").getJsonObject(0).getInteger("requested"))
                .isEqualTo(1);
        assertThat(bridge.of(DATA_THRESHOLD_REACHED)).hasSize(1);
    }

    @Test
    void tellsWhatACrashLeftUntoldAndNothingTwice() {
        rig.start(rig.history(FIVE));
        eventually(() -> bridge.delivered.size() >= 12 && rig.json("/status").getInteger("events_unsent") == 0);
        rig.stop();
        List<DomainEvent> before = List.copyOf(bridge.delivered);
        bridge.delivered.clear();
        crashedBefore("stock_data_loaded", "company_info_updated", "data_threshold_reached");

        rig.start(rig.history(FIVE));
        eventually(() -> bridge.delivered.size() >= 11);
        rig.filled(5);
        eventually(() -> rig.json("/status").getInteger("events_unsent") == 0);

        assertThat(ids(STOCK_DATA_LOADED, bridge.delivered)).isEqualTo(ids(STOCK_DATA_LOADED, before));
        assertThat(ids(COMPANY_INFO_UPDATED, bridge.delivered)).isEqualTo(ids(COMPANY_INFO_UPDATED, before));
        assertThat(bridge.of(DATA_THRESHOLD_REACHED)).hasSize(1);
        assertThat(bridge.of(BATCH_DATA_COMPLETED)).as("this one was not lost").isEmpty();
    }

    /** The store as a kill leaves it after data was written, and before these events and the job's progress were. */
    private void crashedBefore(String... lost) {
        Mongo mongo = rig.mongoClient();
        JsonObject events =
                new JsonObject().put("eventType", new JsonObject().put("$in", new JsonArray(List.of(lost))));
        await(mongo.run(client -> client.removeDocuments(Collections.EVENTS, events)));
        Job over = await(new JobStore(mongo).newest(1)).get(0);
        var unfinished = new JsonObject()
                .put("state", "running")
                .put(
                        "symbols",
                        new JsonArray(over.symbols().stream()
                                .map(progress -> Wire.toJson(Progress.waiting(progress.symbol())))
                                .toList()));
        await(mongo.run(client -> client.updateCollection(
                Collections.JOBS, Collections.byId(over.jobId()), new JsonObject().put("$set", unfinished))));
    }

    private static List<UUID> ids(EventType type, List<DomainEvent> events) {
        return events.stream()
                .filter(event -> event.eventType() == type)
                .map(DomainEvent::eventId)
                .toList();
    }
}
