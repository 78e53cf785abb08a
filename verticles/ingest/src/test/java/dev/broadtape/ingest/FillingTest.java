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
import dev.broadtape.ingest.store.Collections;
import dev.broadtape.ingest.store.Embedded;
import dev.broadtape.ingest.store.Mongo;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store that fills itself, at the first start and at later ones. */
class FillingTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private final Mongo mongo = rig.mongoClient();
    private final FakeBridge bridge = new FakeBridge(rig.vertx);

    @Test
    void fillsAnEmptyStoreAndTellsOfIt() {
        rig.start(rig.history(FIVE));
        eventually(() -> toldAll() && bridge.of(BATCH_DATA_COMPLETED).size() == 1);

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
        eventually(() -> toldAll() && bridge.of(BATCH_DATA_COMPLETED).size() == 1);
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
        eventually(() -> bridge.of(DATA_THRESHOLD_REACHED).size() == 1);
    }

    @Test
    void tellsWhatACrashLeftInTheDocumentsAndNothingTwice() {
        rig.start(rig.history(FIVE));
        eventually(() -> toldAll() && bridge.of(BATCH_DATA_COMPLETED).size() == 1);
        eventually(() -> rig.json("/status").getInteger("events_unsent") == 0);
        rig.stop();
        List<DomainEvent> before = List.copyOf(bridge.delivered);
        bridge.delivered.clear();
        before.forEach(this::crashedBeforeItLeftItsDocument);
        await(mongo.run(client -> client.removeDocuments(Collections.EVENTS, type("data_threshold_reached"))));

        rig.start(rig.history(FIVE));
        eventually(this::toldAll);
        eventually(() -> rig.json("/status").getInteger("events_unsent") == 0);

        assertThat(ids(STOCK_DATA_LOADED, bridge.delivered)).isEqualTo(ids(STOCK_DATA_LOADED, before));
        assertThat(ids(COMPANY_INFO_UPDATED, bridge.delivered)).isEqualTo(ids(COMPANY_INFO_UPDATED, before));
        assertThat(bridge.of(DATA_THRESHOLD_REACHED)).hasSize(1);
        assertThat(bridge.of(BATCH_DATA_COMPLETED)).as("this one had left").isEmpty();
        assertThat(await(new Embedded(mongo).in(Collections.COMPANIES))).isEmpty();
    }

    private boolean toldAll() {
        return bridge.of(STOCK_DATA_LOADED).size() == 5
                && bridge.of(COMPANY_INFO_UPDATED).size() == 5
                && bridge.of(DATA_THRESHOLD_REACHED).size() == 1;
    }

    /** Events of symbols are back where they were written, those of jobs stand in both places. */
    private void crashedBeforeItLeftItsDocument(DomainEvent event) {
        var set = new JsonObject();
        Embedded.put(set, event);
        var filter = event.data()
                .subject()
                .map(Collections::byId)
                .orElseGet(() -> new JsonObject().put("state", "finished"));
        String collection = event.data().subject().isPresent() ? Collections.COMPANIES : Collections.JOBS;
        await(mongo.run(client -> client.updateCollection(collection, filter, new JsonObject().put("$set", set))));
        if (event.data().subject().isPresent()) {
            await(mongo.run(client -> client.removeDocument(
                    Collections.EVENTS, Collections.byId(event.eventId().toString()))));
        }
    }

    private static JsonObject type(String type) {
        return new JsonObject().put("eventType", type);
    }

    private static List<UUID> ids(EventType type, List<DomainEvent> events) {
        return events.stream()
                .filter(event -> event.eventType() == type)
                .map(DomainEvent::eventId)
                .toList();
    }
}
