package dev.broadtape.driver;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection to a server that can be cut. */
final class Tap {
    private final NetClient client;
    private final NetServer server;
    private final List<NetSocket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    Tap(Vertx vertx, int target) {
        client = vertx.createNetClient();
        server = vertx.createNetServer().connectHandler(in -> connect(in, target));
        server.listen(0, "127.0.0.1").await();
    }

    private void connect(NetSocket in, int target) {
        in.pause();
        if (cut) {
            in.close();
            return;
        }
        sockets.add(in);
        client.connect(target, "127.0.0.1")
                .onSuccess(out -> {
                    in.pipeTo(out);
                    out.pipeTo(in);
                })
                .onFailure(thrown -> in.close());
    }

    int port() {
        return server.actualPort();
    }

    void cut() {
        cut = true;
        sockets.forEach(NetSocket::close);
        sockets.clear();
    }

    void mend() {
        cut = false;
    }
}
