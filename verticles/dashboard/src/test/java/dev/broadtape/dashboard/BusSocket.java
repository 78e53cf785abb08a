package dev.broadtape.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * A client of the bridge over a plain TCP socket, which reads only when it is told to: raw WebSocket, or SockJS's
 * frames in one.
 */
final class BusSocket implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int SMALL = 4_096;

    private final Socket socket = new Socket();
    private final boolean sockJs;
    private final DataInputStream in;
    private final OutputStream out;
    private final String status;
    private final Deque<JsonObject> waiting = new ArrayDeque<>();

    private BusSocket(int port, String path, String... headers) throws IOException {
        sockJs = !path.equals("/eventbus/websocket");
        socket.setReceiveBufferSize(SMALL);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        out.write(
                "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n%sSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                        .formatted(path, port, lines)
                        .getBytes(StandardCharsets.US_ASCII));
        status = line();
        for (String line = status; !line.isEmpty(); line = line()) {
            // The other headers say nothing that we need.
        }
    }

    static BusSocket raw(int port, String... headers) throws IOException {
        return new BusSocket(port, "/eventbus/websocket", headers);
    }

    static BusSocket sockJs(int port, String... headers) throws IOException {
        return new BusSocket(port, "/eventbus/001/s" + System.nanoTime() + "/websocket", headers);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** What the handshake was answered with: 101 when all is well. */
    int status() {
        return Integer.parseInt(status.substring(9, 12));
    }

    BusSocket register(String address) throws IOException {
        return send(new JsonObject().put("type", "register").put("address", address));
    }

    BusSocket ask(String address, String replyAddress) throws IOException {
        return send(new JsonObject()
                .put("type", "send")
                .put("address", address)
                .put("replyAddress", replyAddress)
                .put("body", new JsonObject()));
    }

    BusSocket send(JsonObject message) throws IOException {
        String text = sockJs ? new JsonArray().add(message.encode()).encode() : message.encode();
        writeFrame(0x81, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    void ping() throws IOException {
        send(new JsonObject().put("type", "ping"));
    }

    /** A client must mask what it sends; a mask of zeros leaves it as it is. */
    private void writeFrame(int first, byte[] payload) throws IOException {
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else {
            out.write(new byte[] {(byte) (0x80 | 126), (byte) (payload.length >> 8), (byte) payload.length});
        }
        out.write(new byte[4]);
        out.write(payload);
    }

    /** The next message on {@code address}; others are passed over. */
    JsonObject next(String address) throws IOException {
        for (JsonObject message = next(); ; message = next()) {
            if (address.equals(message.getString("address"))) {
                return Objects.requireNonNullElse(message.getJsonObject("body"), message);
            }
        }
    }

    /** The next message of any kind. */
    JsonObject next() throws IOException {
        while (waiting.isEmpty()) {
            receive(frame());
        }
        return waiting.removeFirst();
    }

    private void receive(String text) {
        if (!sockJs) {
            waiting.add(new JsonObject(text));
        } else if (text.startsWith("a")) {
            new JsonArray(text.substring(1)).forEach(message -> waiting.add(new JsonObject((String) message)));
        }
    }

    /** A large message comes in several frames. */
    private String frame() throws IOException {
        var message = new ByteArrayOutputStream();
        boolean last = false;
        while (!last) {
            int first = in.readUnsignedByte();
            byte[] payload = in.readNBytes(length());
            if ((first & 0x0f) == 8) {
                throw new ClosedException(((payload[0] & 0xff) << 8) | (payload[1] & 0xff));
            }
            message.write(payload);
            last = (first & 0x80) != 0;
        }
        return message.toString(StandardCharsets.UTF_8);
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        return switch (length) {
            case 126 -> in.readUnsignedShort();
            case 127 -> (int) in.readLong();
            default -> length;
        };
    }

    /** The server said goodbye. */
    static final class ClosedException extends IOException {
        private static final long serialVersionUID = 1;

        final int code;

        private ClosedException(int code) {
            super("closed with " + code);
            this.code = code;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
