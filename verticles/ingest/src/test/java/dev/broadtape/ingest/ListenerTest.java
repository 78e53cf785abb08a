package dev.broadtape.ingest;

import static dev.broadtape.ingest.Waiting.await;
import static dev.broadtape.ingest.Waiting.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.broadtape.ingest.outbox.EventStore;
import dev.broadtape.ingest.outbox.Outbox;
import dev.broadtape.ingest.store.Collections;
import dev.broadtape.ingest.store.FetchLog;
import dev.broadtape.ingest.store.Mongo;
import dev.broadtape.ingest.store.Patience;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told of the providers' limits, by several hosts that meet the same. */
class ListenerTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-25T00:00:00Z");

    @RegisterExtension
    final Rig rig = new Rig();

    private final Mongo mongo = rig.mongoClient();

    @BeforeEach
    void prepare() {
        await(Collections.prepare(mongo));
    }

    @Test
    void tellsOfALimitOnceForAllHosts() {
        Listener here = listener();
        Listener there = listener();

        rig.run(() -> {
            here.limited("alphavantage", MIDNIGHT);
            here.limited("alphavantage", MIDNIGHT);
            there.limited("alphavantage", MIDNIGHT);
            there.limited("alphavantage", MIDNIGHT.plusSeconds(86_400));
            return Future.succeededFuture();
        });

        eventually(() -> messages().size() == 2);
        assertThat(messages())
                .containsExactlyInAnyOrder(
                        "rate_limited until 2026-11-25T00:00:00Z", "rate_limited until 2026-11-26T00:00:00Z");
    }

    @Test
    void tellsOfARefusedKeyOnceADay() {
        Listener listener = listener();

        rig.run(() -> {
            listener.refused("alphavantage", "apikey is invalid");
            listener.refused("alphavantage", "apikey is invalid");
            return Future.succeededFuture();
        });

        eventually(() -> !messages().isEmpty());
        assertThat(messages()).containsExactly("a key is refused: apikey is invalid");
    }

    private List<String> messages() {
        return await(mongo.run(client -> client.find(Collections.EVENTS, new JsonObject()))).stream()
                .map(JsonObject::toString)
                .map(event -> event.replaceAll(".*\"message\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private Listener listener() {
        var events = new EventStore(mongo, Duration.ofDays(1));
        return new Listener(rig.node, new FetchLog(mongo), new Outbox(events, rig.node, 100), new Patience(rig.vertx));
    }
}
