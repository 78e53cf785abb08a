package dev.broadtape.ingest;

import static dev.broadtape.contract.Contract.PUBLISH_EVENTS;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventBatch;
import dev.broadtape.contract.EventType;
import dev.broadtape.contract.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes the place of the bridge verticle on the bus, and can refuse. */
public final class FakeBridge {
    public final List<DomainEvent> delivered = new CopyOnWriteArrayList<>();
    public final List<Integer> batches = new CopyOnWriteArrayList<>();
    public volatile boolean refusing;
    public volatile int most = EventBatch.MAX_EVENTS;
    private volatile boolean underWay;
    public volatile boolean overlapped;

    public FakeBridge(Vertx vertx) {
        Waiting.await(PUBLISH_EVENTS
                .answerWith(vertx.eventBus(), batch -> {
                    overlapped |= underWay;
                    underWay = true;
                    return vertx.timer(2).compose(v -> answer(batch));
                })
                .completion());
    }

    private Future<EventBatch.Receipt> answer(EventBatch batch) {
        underWay = false;
        batches.add(batch.events().size());
        if (refusing) {
            return Future.failedFuture(Fault.unavailable("SNS is away"));
        }
        List<DomainEvent> taken = batch.events().stream().limit(most).toList();
        delivered.addAll(taken);
        return Future.succeededFuture(
                EventBatch.Receipt.of(taken.stream().map(DomainEvent::eventId).toList()));
    }

    public List<DomainEvent> of(EventType type) {
        return delivered.stream().filter(event -> event.eventType() == type).toList();
    }
}
