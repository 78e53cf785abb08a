package dev.broadtape.bridge;

import static dev.broadtape.bridge.Fixtures.await;
import static dev.broadtape.contract.Contract.EVENTS;
import static dev.broadtape.contract.Contract.PUBLISH_EVENTS;
import static dev.broadtape.contract.Contract.SNS_DELIVERY;
import static dev.broadtape.contract.Contract.STATUS;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.broadtape.contract.DomainEvent;
import dev.broadtape.contract.EventBatch;
import dev.broadtape.contract.Fault;
import dev.broadtape.contract.SnsDelivery;
import dev.broadtape.contract.TierStatus;
import dev.broadtape.contract.TierStatus.Check;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.config.KafkaConfig;
import dev.broadtape.kit.config.SnsConfig;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A running bridge, and what it says on the bus. Blocks, so that a test reads top to bottom. */
final class Bridge implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final Node node = Fixtures.node();
    final List<DomainEvent> told = new CopyOnWriteArrayList<>();
    private volatile Optional<TierStatus> status = Optional.empty();
    private String deployment = "";

    Bridge() {
        EVENTS.subscribe(vertx.eventBus(), told::add);
        STATUS.subscribe(vertx.eventBus(), now -> status = Optional.of(now));
    }

    void start(BridgeConfig config, SnsConfig sns, int kafkaPort) {
        var kafka = new KafkaConfig(true, kafkaPort, "127.0.0.1:9092");
        deployment = await(vertx.deployVerticle(new BridgeVerticle(node, config, kafka, sns)));
    }

    void stop() {
        await(vertx.undeploy(deployment));
    }

    List<UUID> publish(DomainEvent... events) {
        return await(PUBLISH_EVENTS.ask(vertx.eventBus(), EventBatch.of(List.of(events))))
                .delivered();
    }

    String deliver(String body) {
        return await(SNS_DELIVERY.ask(vertx.eventBus(), SnsDelivery.of(body))).outcome();
    }

    /** Why the bridge does not take {@code body}. */
    Fault refusal(String body) {
        return Objects.requireNonNull(catchThrowableOfType(Fault.class, () -> deliver(body)));
    }

    /** Waits until {@code check} is as it should be. */
    void awaitCheck(String check, boolean ok) {
        await().atMost(Fixtures.PATIENCE)
                .until(() -> check(check).filter(now -> now.ok() == ok).isPresent());
    }

    /** Waits until {@code check} fails for a reason with {@code text} in it. */
    void awaitTrouble(String check, String text) {
        await(check + ": " + text)
                .atMost(Fixtures.PATIENCE)
                .until(() -> check(check)
                        .filter(now -> !now.ok() && now.detail().contains(text))
                        .isPresent());
    }

    /** Waits until the tier's {@code figure} is {@code value}. */
    void awaitFigure(String figure, long value) {
        await(figure)
                .atMost(Fixtures.PATIENCE)
                .until(() -> status.map(now -> now.figures().get(figure))
                        .filter(now -> now == value)
                        .isPresent());
    }

    /** The newest word on {@code figure}, asked for until there is one after this call. */
    long figure(String figure) {
        status = Optional.empty();
        await(figure).atMost(Fixtures.PATIENCE).until(() -> status.isPresent());
        return status.map(now -> now.figures().get(figure)).orElseThrow();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    /** As the tier said last. */
    List<Check> checks() {
        return status.map(TierStatus::checks).orElse(List.of());
    }

    private Optional<Check> check(String name) {
        return checks().stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
