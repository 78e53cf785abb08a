package dev.broadtape.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.Contract;
import dev.broadtape.contract.EventData;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.Recorded;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Node node = new Node("n", "127.0.0.1", "0", Clock.systemUTC(), metrics);
    private final List<Integer> recorded = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void eventsWaitForIngestAndArriveInOrder() {
        announce(20);

        listen(3);

        await().untilAsserted(() -> assertThat(recorded)
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList()));
    }

    @Test
    void theOldestIsDroppedAndCountedWhenTooManyWait() {
        announce(Announcer.CAPACITY + 5);

        await().untilAsserted(() ->
                assertThat(metrics.scrape()).contains("broadtape_events_dropped_total{source=\"test\"} 4.0"));
        listen(0);
        await().untilAsserted(() -> assertThat(recorded).hasSize(Announcer.CAPACITY + 1));
        assertThat(recorded).startsWith(0, 5, 6);
    }

    private void announce(int events) {
        vertx.runOnContext(v -> {
            var announcer = new Announcer(vertx, node, "test");
            IntStream.range(0, events).forEach(i -> announcer.announce(new EventData.StreamingReady(i, 0)));
        });
    }

    private void listen(int failures) {
        var left = new AtomicInteger(failures);
        Contract.RECORD_EVENT.answerWith(vertx.eventBus(), event -> {
            if (left.getAndDecrement() > 0) {
                return Future.failedFuture(Fault.unavailable("not yet"));
            }
            recorded.add(((EventData.StreamingReady) event.data()).symbols());
            return Future.succeededFuture(Recorded.of(event.eventId()));
        });
    }
}
