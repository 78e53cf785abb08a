package dev.broadtape.ingest.outbox;

import static dev.broadtape.contract.EventType.BATCH_DATA_COMPLETED;
import static dev.broadtape.contract.EventType.DATA_THRESHOLD_REACHED;
import static dev.broadtape.ingest.Rig.FIVE;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.ingest.FakeBridge;
import dev.broadtape.ingest.Rig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The history of the events of a store that has filled itself. */
class EventRoutesTest {
    @RegisterExtension
    final Rig rig = new Rig();

    private final FakeBridge bridge = new FakeBridge(rig.vertx);

    @BeforeEach
    void fill() {
        rig.start(rig.history(FIVE));
        rig.filled(5);
        eventually(() -> bridge.of(BATCH_DATA_COMPLETED).size() == 1
                && bridge.of(DATA_THRESHOLD_REACHED).size() == 1
                && rig.json("/status").getInteger("events_unsent") == 0);
    }

    @Test
    void listsEnvelopesAsTheyAreNewestFirst() {
        JsonObject newest = rig.json("/api/v1/events?event_type=stock_data_loaded&limit=1");

        assertThat(newest.getInteger("count")).isEqualTo(1);
        assertThat(newest.getJsonArray("events").getJsonObject(0).fieldNames())
                .containsExactlyInAnyOrder(
                        "eventId", "eventType", "eventSource", "version", "occurredAt", "traceId", "data");
        assertThat(newest.getString("next"))
                .isEqualTo(newest.getJsonArray("events").getJsonObject(0).getString("eventId"));
    }

    @Test
    void pagesThroughAllOfThemOnce() {
        List<String> before = ids(rig.array("/api/v1/events?limit=1000", "events"));
        List<String> ids = new ArrayList<>();
        JsonObject page = rig.json("/api/v1/events?limit=5");
        while (page.containsKey("next")) {
            ids.addAll(ids(page.getJsonArray("events")));
            page = rig.json("/api/v1/events?limit=5&cursor=" + page.getString("next"));
        }
        ids.addAll(ids(page.getJsonArray("events")));

        assertThat(ids).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(ids).as("others may have come meanwhile").containsAll(before);
    }

    @Test
    void countsThemByType() {
        JsonObject stats = rig.json("/api/v1/events/stats");

        JsonObject loaded = stats.getJsonArray("types").stream()
                .map(JsonObject.class::cast)
                .filter(type -> type.getString("event_type").equals("stock_data_loaded"))
                .findFirst()
                .orElseThrow();
        assertThat(loaded.getInteger("count")).isEqualTo(5);
        assertThat(loaded.getInteger("unsent")).isZero();
        assertThat(stats.getInteger("total")).isGreaterThanOrEqualTo(12);
        assertThat(stats.getInteger("count"))
                .isEqualTo(stats.getJsonArray("types").size());
    }

    @Test
    void refusesWhatMeansNothing() {
        for (String query : List.of("event_type=nothing", "cursor=1", "limit=0", "limit=1001", "limit=1e9")) {
            assertThat(rig.get("/api/v1/events?" + query).statusCode())
                    .as(query)
                    .isEqualTo(422);
        }
    }

    private static List<String> ids(JsonArray events) {
        return events.stream()
                .map(event -> ((JsonObject) event).getString("eventId"))
                .toList();
    }
}
