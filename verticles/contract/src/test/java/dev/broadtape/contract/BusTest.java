package dev.broadtape.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTest {
    private static final UUID ID = UUID.fromString("01936d2f-0000-7000-8000-000000000001");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        get(vertx.close());
    }

    @Test
    void aFaultReachesTheAskerAsItWas() {
        get(Contract.positions(0, ID)
                .answerWith(
                        vertx.eventBus(), request -> Future.failedFuture(Fault.of(Fault.Kind.CONFLICT, "send from 5")))
                .completion());

        Throwable thrown = catchThrowable(() -> ask());

        assertThat(thrown).isInstanceOf(Fault.class).hasMessage("send from 5");
        assertThat(((Fault) thrown).kind()).isEqualTo(Fault.Kind.CONFLICT);
    }

    @Test
    void whatTheOwnerThrowsReachesTheAskerToo() {
        get(Contract.positions(0, ID)
                .answerWith(vertx.eventBus(), request -> {
                    throw Fault.unavailable("not now");
                })
                .completion());

        assertThat(catchThrowable(() -> ask())).hasMessage("not now");
    }

    @Test
    void anAddressWithoutOwnerIsUnavailable() {
        assertThat(((Fault) catchThrowable(() -> ask())).kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
    }

    @Test
    void aMessageThatCannotBeReadIsDroppedAndTheNextOneHeard() {
        List<DomainEvent> heard = new CopyOnWriteArrayList<>();
        get(Contract.EVENTS.subscribe(vertx.eventBus(), heard::add).completion());
        var event =
                DomainEvent.of(ID, "test", Instant.EPOCH, "t", Optional.empty(), new EventData.StreamingReady(1, 1));

        vertx.eventBus().publish(Contract.EVENTS.address(), new JsonObject().put("eventType", 5));
        vertx.eventBus().publish(Contract.EVENTS.address(), "text");
        Contract.EVENTS.publish(vertx.eventBus(), event);

        await().untilAsserted(() -> assertThat(heard).containsExactly(event));
    }

    @Test
    void theTraceIdGoesAlong() {
        List<String> seen = new CopyOnWriteArrayList<>();
        get(Contract.positions(0, ID)
                .answerWith(vertx.eventBus(), request -> {
                    seen.add(Trace.current().orElse("none"));
                    return Future.succeededFuture(Position.of(request.run(), request.partition(), 0));
                })
                .completion());

        vertx.getOrCreateContext().runOnContext(v -> {
            Trace.enter("0af7651916cd43dd8448eb211c80319c");
            Contract.positions(0, ID).ask(vertx.eventBus(), PositionRequest.of(ID, 0, 1));
        });

        await().untilAsserted(() -> assertThat(seen).containsExactly("0af7651916cd43dd8448eb211c80319c"));
    }

    private Position ask() {
        return get(Contract.positions(0, ID).ask(vertx.eventBus(), PositionRequest.of(ID, 0, 1)));
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
