package dev.broadtape.ingest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A TCP connection to a server that a test can cut and mend: to its clients the server goes away and returns. */
public final class Cable {
    private final Vertx vertx;
    private final int port;
    private final int serverPort;
    /** Held, since a client that nobody holds is closed with its connections when the heap is cleaned. */
    private final NetClient toServer;

    private final List<NetSocket> sockets = new ArrayList<>();
    private @Nullable NetServer server;

    /**
     * A cable that is not plugged in yet.
     *
     * @param port where clients connect
     */
    public Cable(Vertx vertx, int port, int serverPort) {
        this.vertx = vertx;
        this.toServer = vertx.createNetClient();
        this.port = port;
        this.serverPort = serverPort;
    }

    public int port() {
        return port;
    }

    public void mend() {
        server = vertx.createNetServer().connectHandler(this::join);
        Waiting.await(server.listen(port, "127.0.0.1"));
    }

    public void cut() {
        if (server != null) {
            Waiting.await(server.close());
            server = null;
        }
        synchronized (sockets) {
            sockets.forEach(NetSocket::close);
            sockets.clear();
        }
    }

    private void join(NetSocket client) {
        client.pause();
        Future<NetSocket> connected = toServer.connect(serverPort, "127.0.0.1");
        connected.onSuccess(upstream -> {
            synchronized (sockets) {
                sockets.add(client);
                sockets.add(upstream);
            }
            upstream.handler(client::write).closeHandler(v -> client.close());
            client.handler(upstream::write).closeHandler(v -> upstream.close());
            client.resume();
        });
        connected.onFailure(thrown -> client.close());
    }
}
