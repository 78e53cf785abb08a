package dev.broadtape.system.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * Asks for one path over so many connections, each with one request at a time, as fast as the answers come. It reads the head of
 * an answer and counts the bytes of its body, so that it takes little of the machine.
 */
final class HttpLoad {
    static final int CONNECTIONS = 64;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
    private static final int LONGEST_HEAD = 1_000;
    private static final long HIGHEST_MICROS = 60_000_000;

    private final Buffer request;
    private final Histogram micros = new Histogram(HIGHEST_MICROS, 3);
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private long endNanos;
    private long firstNanos;
    private long lastNanos;

    /** What came of it. */
    record Outcome(double perSecond, double p99Millis) {}

    private HttpLoad(String path) {
        this.request = Buffer.buffer("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".formatted(path));
    }

    static Outcome of(int port, String path, Duration time)
            throws InterruptedException, ExecutionException, TimeoutException {
        var vertx = Vertx.vertx();
        try {
            var load = new HttpLoad(path);
            vertx.getOrCreateContext().runOnContext(v -> load.start(vertx.createNetClient(), port, time));
            load.over.get(time.toSeconds() + 30, TimeUnit.SECONDS);
            return load.outcome();
        } finally {
            vertx.close().await();
        }
    }

    private Outcome outcome() {
        return new Outcome(
                micros.getTotalCount() * 1e9 / (lastNanos - firstNanos), micros.getValueAtPercentile(99) / 1e3);
    }

    /** All connections first; all of them are on the context that calls this. */
    private void start(NetClient client, int port, Duration time) {
        List<Future<NetSocket>> sockets = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            sockets.add(client.connect(port, "127.0.0.1"));
        }
        Future.all(sockets)
                .onSuccess(all -> {
                    firstNanos = System.nanoTime();
                    endNanos = firstNanos + time.toNanos();
                    sockets.forEach(socket -> new Connection(socket.result()).ask());
                })
                .onFailure(over::completeExceptionally);
    }

    private final class Connection {
        private final NetSocket socket;
        private Buffer head = Buffer.buffer();
        private long length;
        private long read;
        private long askedNanos;

        Connection(NetSocket socket) {
            this.socket = socket.handler(this::read)
                    .closeHandler(v -> over.completeExceptionally(new AssertionError("the server hung up")));
        }

        void ask() {
            askedNanos = System.nanoTime();
            socket.write(request);
        }

        private void read(Buffer bytes) {
            read += bytes.length();
            if (length == 0) {
                head = head.length() == 0 ? bytes : head.appendBuffer(bytes);
                length = length();
            }
            if (length > 0 && read >= length) {
                answered();
            }
        }

        /** Of head and body; 0 while the head is not whole. */
        private long length() {
            String text = head.getString(0, Math.min(LONGEST_HEAD, head.length()));
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return 0;
            }
            Matcher found = LENGTH.matcher(text);
            if (!text.startsWith("HTTP/1.1 200 ") || !found.find()) {
                over.completeExceptionally(new AssertionError("not an answer to measure: " + text.substring(0, end)));
                return 0;
            }
            return end + 4 + Long.parseLong(found.group(1));
        }

        private void answered() {
            lastNanos = System.nanoTime();
            micros.recordValue(Math.min(HIGHEST_MICROS, (lastNanos - askedNanos) / 1_000));
            read = 0;
            length = 0;
            head = Buffer.buffer();
            if (lastNanos < endNanos) {
                ask();
            } else {
                over.complete(null);
            }
        }
    }
}
