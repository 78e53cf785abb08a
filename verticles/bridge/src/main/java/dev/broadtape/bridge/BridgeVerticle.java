package dev.broadtape.bridge;

import static dev.broadtape.contract.Contract.PUBLISH_EVENTS;
import static dev.broadtape.contract.Contract.SNS_DELIVERY;

import dev.broadtape.kit.Announcer;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.config.KafkaConfig;
import dev.broadtape.kit.config.SnsConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Carries domain events from the bus to SNS and Kafka, and those that come back from SNS to the bus. */
public final class BridgeVerticle extends VerticleBase {
    private final Node node;
    private final BridgeConfig config;
    private final KafkaConfig kafka;
    private final SnsAddress sns;
    private final Tier tier;
    private final List<Supplier<Future<Void>>> closing = new ArrayList<>();

    public BridgeVerticle(Node node, BridgeConfig config, KafkaConfig kafka, SnsConfig sns) {
        this.node = node;
        this.config = config;
        this.kafka = kafka;
        this.sns = SnsAddress.of(config.sns(), sns);
        this.tier = new Tier("bridge", node, 0);
    }

    @Override
    public Future<?> start() {
        SnsCalls calls = new SnsCalls(vertx, sns);
        SnsTopic topic = new SnsTopic(vertx, config.sns(), calls, tier.readiness());
        Leg toSns = leg(new SnsDestination(calls, topic));
        Leg toKafka = leg(kafka());
        Deliveries deliveries = deliveries(topic);
        tier.figure("eventsSentSns", "events that SNS took", toSns::sent)
                .figure("eventsSentKafka", "events that Kafka took", toKafka::sent)
                .beat(vertx, new Announcer(vertx, node, tier.name())::announce);
        topic.open();
        return Future.all(
                PUBLISH_EVENTS
                        .answerWith(vertx.eventBus(), new Publisher(toSns, toKafka)::publish)
                        .completion(),
                SNS_DELIVERY.answerWith(vertx.eventBus(), deliveries::take).completion());
    }

    @Override
    public Future<?> stop() {
        return Future.join(closing.stream().map(Supplier::get).toList());
    }

    private KafkaDestination kafka() {
        var clients = new KafkaClients(vertx, kafka.address(), "broadtape-bridge-" + node.name());
        var destination = new KafkaDestination(clients, config.kafka().systemEvents(), kafka.address());
        tier.readiness().watch(vertx, destination.name(), destination::probe);
        return destination;
    }

    private Leg leg(Destination destination) {
        closing.add(destination::close);
        return new Leg(destination, node.metrics());
    }

    private Deliveries deliveries(SnsTopic topic) {
        Refusals refusals = new Refusals(node.metrics());
        var deliveries = new Deliveries(
                vertx, topic, new Slow<>(() -> new AwsVerifier(sns)), refusals, new Arrivals(node.clock()));
        closing.add(deliveries::close);
        tier.figure("eventsReceived", "events that came back and were told", deliveries::told)
                .figure("deliveriesRepeated", "SNS deliveries of what was here already", deliveries::repetitions)
                .figure("deliveriesRefused", "SNS deliveries that were refused", refusals::total);
        return deliveries;
    }
}
