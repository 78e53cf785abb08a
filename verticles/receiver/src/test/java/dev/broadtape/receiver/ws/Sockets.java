package dev.broadtape.receiver.ws;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A client of the sockets, which remembers all that it is told. */
final class Sockets {
    /** Kept, since one that nobody holds closes its sockets. */
    private static final Map<Vertx, WebSocketClient> CLIENTS = new ConcurrentHashMap<>();

    private final ClientWebSocket socket;
    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();

    private Sockets(ClientWebSocket socket) {
        this.socket = socket;
    }

    static WebSocketClient client(Vertx vertx) {
        return CLIENTS.computeIfAbsent(vertx, Vertx::createWebSocketClient);
    }

    static Sockets connect(Vertx vertx, int port, String symbols) {
        var options =
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI("/ws/ticks?symbols=" + symbols);
        var client = new Sockets(
                CLIENTS.computeIfAbsent(vertx, Vertx::createWebSocketClient).webSocket());
        client.socket.textMessageHandler(text -> client.heard.add(new JsonObject(text)));
        client.socket.connect(options).await();
        return client;
    }

    void say(JsonObject message) {
        say(message.encode());
    }

    void say(String message) {
        socket.writeTextMessage(message).await();
    }

    WebSocket socket() {
        return socket;
    }

    Stream<JsonObject> heard(String type) {
        return heard.stream().filter(message -> type.equals(message.getString("type")));
    }

    /** The {@code number}th message of a type, from 1. */
    JsonObject await(String type, int number) {
        Awaitility.await().until(() -> heard(type).count() >= number);
        return heard(type).skip(number - 1L).findFirst().orElseThrow();
    }

    /** The ticks that it was told after the snapshot. */
    List<JsonObject> ticks() {
        return heard("ticks")
                .flatMap(message -> message.getJsonArray("ticks").stream())
                .map(JsonObject.class::cast)
                .toList();
    }

    long conflated() {
        return heard("ticks").mapToLong(message -> message.getLong("conflated")).sum();
    }

    short closed() {
        Awaitility.await().until(socket::isClosed);
        return socket.closeStatusCode();
    }
}
