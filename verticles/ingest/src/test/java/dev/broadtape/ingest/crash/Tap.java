package dev.broadtape.ingest.crash;

import dev.broadtape.ingest.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.function.Consumer;

/** A way to MongoDB that shows each message of the client before it goes on. */
final class Tap {
    private static final int LENGTH_BYTES = 4;

    private final Vertx vertx;
    private final int serverPort;
    private final Consumer<Buffer> viewer;
    private final NetServer server;

    Tap(Vertx vertx, int serverPort, Consumer<Buffer> viewer) {
        this.vertx = vertx;
        this.serverPort = serverPort;
        this.viewer = viewer;
        this.server = vertx.createNetServer().connectHandler(this::join);
        Waiting.await(server.listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    private void join(NetSocket client) {
        client.pause();
        Future<NetSocket> connected = vertx.createNetClient().connect(serverPort, "127.0.0.1");
        connected
                .onSuccess(upstream -> {
                    upstream.handler(client::write).closeHandler(v -> client.close());
                    client.handler(messages(upstream)).closeHandler(v -> upstream.close());
                    client.resume();
                })
                .onFailure(thrown -> client.close());
    }

    /** Each begins with its length, which counts itself. */
    private RecordParser messages(NetSocket upstream) {
        RecordParser parser = RecordParser.newFixed(LENGTH_BYTES);
        Buffer[] head = new Buffer[1];
        parser.handler(part -> {
            if (head[0] == null) {
                head[0] = part;
                parser.fixedSizeMode(part.getIntLE(0) - LENGTH_BYTES);
            } else {
                Buffer message = head[0].copy().appendBuffer(part);
                head[0] = null;
                parser.fixedSizeMode(LENGTH_BYTES);
                viewer.accept(message);
                upstream.write(message);
            }
        });
        return parser;
    }
}
