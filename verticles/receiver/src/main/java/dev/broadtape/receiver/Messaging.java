package dev.broadtape.receiver;

import dev.broadtape.kit.Node;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.kafka.ConsumerLags;
import dev.broadtape.receiver.kafka.Messages;
import dev.broadtape.receiver.kafka.Sender;
import dev.broadtape.receiver.kafka.Stream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Kafka for people: reads and sends single messages, and watches who is behind. For one context. */
final class Messaging {
    private static final int READERS = 2;
    private static final int MAX_READS = 8;
    private static final int SENDERS = 2;
    private static final int MAX_SENDS = 32;

    private final Node node;
    private final Stream stream;
    private final Desk reading;
    private final Desk sending;
    private final Sender sender;
    private final LagWatch lags;

    /** Nothing is connected before it is needed. */
    Messaging(Vertx vertx, Node node, Stream stream) {
        this.node = node;
        this.stream = stream;
        this.reading = new Desk(vertx, "kafka messages", READERS, MAX_READS);
        this.sending = new Desk(vertx, "sending to kafka", SENDERS, MAX_SENDS);
        this.sender = new Sender(stream, node.metrics());
        this.lags = new LagWatch(vertx, new ConsumerLags(stream), node.metrics());
    }

    void addTo(Api api) {
        new KafkaRoutes(stream.config(), new Messages(stream, node::nanos), reading).addTo(api);
        new SendRoutes(stream.config(), node, sender, sending).addTo(api);
    }

    /** Begins to watch. */
    void open() {
        lags.open();
    }

    Future<Void> close() {
        return sending.run(this::closeSender)
                .otherwiseEmpty()
                .compose(v -> Future.join(reading.close(), sending.close(), lags.close()))
                .mapEmpty();
    }

    private boolean closeSender() {
        sender.close();
        return true;
    }
}
