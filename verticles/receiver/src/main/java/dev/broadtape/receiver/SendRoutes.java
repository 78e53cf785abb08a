package dev.broadtape.receiver;

import dev.broadtape.contract.Wire;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.http.BadField;
import dev.broadtape.kit.http.Params;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.kafka.Sender;
import dev.broadtape.receiver.kafka.Sent;
import dev.broadtape.receiver.kafka.StreamConfig;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Operators send a message to one of the topics that configuration allows. */
final class SendRoutes {
    private final StreamConfig config;
    private final Node node;
    private final Sender sender;
    private final Desk desk;

    SendRoutes(StreamConfig config, Node node, Sender sender, Desk desk) {
        this.config = config;
        this.node = node;
        this.sender = sender;
        this.desk = desk;
    }

    void addTo(Api api) {
        api.on("send", this::send).on("sendMessage", this::send);
    }

    private void send(RoutingContext request) {
        JsonObject body = Params.body(request);
        String topic = topic(body);
        byte[] value = bytes(body.getValue("message"));
        Optional<String> key = Optional.ofNullable(body.getString("key"));
        desk.run(() -> sender.send(topic, key, value, node.clock().instant()))
                .onSuccess(sent -> answer(request, sent))
                .onFailure(request::fail);
    }

    private String topic(JsonObject body) {
        String topic = body.getString("topic");
        List<String> allowed = config.send().topics();
        if (!allowed.contains(topic)) {
            throw new BadField(
                    "topic",
                    allowed.isEmpty()
                            ? "cannot be sent to: receiver.kafka.send.topics names none"
                            : "must be one of " + String.join(", ", allowed));
        }
        return topic;
    }

    /** Text as it is, anything else as JSON. */
    private static byte[] bytes(Object message) {
        String text = message instanceof String plain ? plain : Json.encode(message);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(RoutingContext request, Sent sent) {
        request.response().putHeader("Content-Type", "application/json").end(Wire.encode(sent));
    }
}
