package dev.broadtape.contract;

import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An address that fans out: each subscriber gets each message, none replies. Delivery is best-effort. */
public final class Topic<T> {
    private static final Logger log = LoggerFactory.getLogger(Topic.class);

    private final String address;
    private final Body<T> body;

    Topic(String address, Body<T> body) {
        this.address = address;
        this.body = body;
    }

    public String address() {
        return address;
    }

    public void publish(EventBus bus, T message) {
        bus.publish(address, body.write().apply(message), Trace.carry(new DeliveryOptions()));
    }

    /** Hands each message to {@code subscriber} on its own context; what cannot be read is logged and dropped. */
    public MessageConsumer<Object> subscribe(EventBus bus, Consumer<T> subscriber) {
        return bus.consumer(address, message -> {
            Trace.enter(message);
            try {
                subscriber.accept(body.read().apply(message.body()));
            } catch (Fault e) {
                log.warn("dropped a message on {}: {}", address, e.getMessage());
            }
        });
    }
}
