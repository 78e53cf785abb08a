package dev.broadtape.receiver;

import dev.broadtape.contract.Wire;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.kafka.Message;
import dev.broadtape.receiver.kafka.Messages;
import dev.broadtape.receiver.kafka.StreamConfig;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The last committed messages of our Kafka topics over HTTP, newest first. */
final class KafkaRoutes {
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final StreamConfig config;
    private final Messages messages;
    private final Desk desk;

    /** What is answered. */
    private record Page(String topic, List<Message> messages, int count) {}

    KafkaRoutes(StreamConfig config, Messages messages, Desk desk) {
        this.config = config;
        this.messages = messages;
        this.desk = desk;
    }

    void addTo(Api api) {
        api.on("tickMessages", request -> newest(request, config.topic()))
                .on("messages", request -> newest(request, topic(request)));
    }

    private String topic(RoutingContext request) {
        String topic = Params.query(request, "topic").orElse(config.topic());
        if (!config.readable().contains(topic)) {
            throw new BadField("topic", "must be one of " + String.join(", ", config.readable()));
        }
        return topic;
    }

    private void newest(RoutingContext request, String topic) {
        int limit = Params.limit(request, USUAL, MOST);
        desk.run(() -> messages.newest(topic, limit))
                .map(newest -> Wire.encode(new Page(topic, newest, newest.size())))
                .onSuccess(page -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .end(page))
                .onFailure(request::fail);
    }
}
