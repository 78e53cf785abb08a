package dev.broadtape.receiver.ws;

import dev.broadtape.contract.Contract;
import dev.broadtape.kit.Node;
import dev.broadtape.kit.Tier;
import dev.broadtape.kit.openapi.Api;
import dev.broadtape.receiver.kafka.TickBytes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collection;

/**
 * {@code GET /ws/ticks}: the ticks that are durable, of all partitions, whichever receiver owns them, since each tells the bus of
 * what it has committed. For one context.
 */
public final class TickSockets {
    /** What the system may hold for a client besides, and may double: left alone it takes megabytes before it says stop. */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;
    /** A socket on which no write gets through is cut so long after it was closed: to close it alone waits for what was written. */
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Node node;
    private final SocketConfig config;
    private final Board board;
    private final Counts counts;
    private final Clients clients;
    private final Hall hall;
    private final Door door;

    /** Without clients; it hears nothing before {@link #open}. */
    public TickSockets(Vertx vertx, Node node, SocketConfig config) {
        this.vertx = vertx;
        this.node = node;
        this.config = config;
        this.board = new Board(new Tracks(config.resumeTicks()));
        this.counts = new Counts(node.metrics());
        this.clients = new Clients(vertx, config, node::nanos, counts);
        this.hall = new Hall(config, board, new Words(node, config, board), new TickBytes(), counts);
        this.door = new Door(config, clients, counts, this::enter);
    }

    /** What the server must be set to. */
    public HttpServerOptions limits() {
        return new HttpServerOptions()
                .setMaxWebSocketMessageSize(Closure.MAX_MESSAGE_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setSendBufferSize(SEND_BUFFER_BYTES)
                .setWriteIdleTimeout((int) config.patience().plus(GOODBYE).toSeconds());
    }

    /** Adds the figures. */
    public void tell(Tier tier) {
        tier.figure("wsClients", "websocket clients connected", counts.clients::sum)
                .figure("wsToldTotal", "ticks told to websocket clients", counts.told::sum)
                .figure("wsConflatedTotal", "ticks that newer ones took the place of", counts.conflated::sum)
                .figure("wsMissedTotal", "ticks that the bus did not bring", board::missed)
                .figure("wsOmittedTotal", "ticks of too many symbols", board::refused);
    }

    /** Adds the route. */
    public void addTo(Api api) {
        api.on("tickSockets", this::admit);
    }

    void admit(RoutingContext request) {
        door.admit(request);
    }

    /** Done when it hears the ticks. */
    public Future<Void> open() {
        return Contract.TICKS.subscribe(vertx.eventBus(), board::hear).completion();
    }

    private void enter(ServerWebSocket socket, Collection<String> symbols) {
        var client = new Client(hall, new Line(socket), node.nanos(), clients::leave);
        socket.textMessageHandler(text -> client.hear(text, node.nanos()))
                .binaryMessageHandler(bytes -> client.close(Closure.BINARY))
                .exceptionHandler(client::fail)
                .closeHandler(v -> clients.leave(client, Closure.seen(socket.closeStatusCode())));
        clients.enter(client);
        client.greet(symbols, node.nanos());
    }

    /** Says goodbye to all. */
    public void close() {
        door.close();
        clients.closeAll();
    }
}
